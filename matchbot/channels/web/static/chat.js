// Makes the chat quicker where there is a script: no page loads, and news appears by itself.
"use strict";

(function () {
  const log = document.getElementById("log");
  const form = document.getElementById("say");
  const field = document.getElementById("text");
  const trouble = document.getElementById("trouble");
  let stream = null;

  function newest() {
    const lines = log.querySelectorAll("[id^=u]");
    return lines.length ? lines[lines.length - 1].id.slice(1) : "0";
  }

  function add(line) {
    if (document.getElementById("u" + line.id)) return;
    const welcome = log.querySelector(".welcome");
    if (welcome) welcome.remove();
    const holder = document.createElement("template");
    holder.innerHTML = line.html;
    const bubble = holder.content.firstElementChild;
    // Buttons of an earlier question do nothing any more.
    if (bubble.querySelector(".choices")) {
      log.querySelectorAll(".choices").forEach((old) => old.remove());
    }
    log.append(bubble);
    return bubble;
  }

  function addAll(lines) {
    const added = lines.map(add).filter(Boolean);
    const first = added.find((b) => b.classList.contains("bot")) || added[0];
    if (first) first.scrollIntoView({ block: "start" });
  }

  // One post after another: what is sent while another is on its way waits for its answer.
  let turn = Promise.resolve();
  let waiting = 0;
  let news = [];
  let leave = "";
  // A message that got no answer keeps its id: sent again it is said once, even if it had arrived.
  let unanswered = { text: "", id: "" };

  function fresh(body) {
    return body.get("message_id") + "-" + Math.random().toString(36).slice(2);
  }

  function post(target, body) {
    waiting += 1;
    log.setAttribute("aria-busy", "true");
    trouble.textContent = form.dataset.waiting;
    trouble.classList.add("waiting");
    turn = turn.then(() => ask(target, body)).then((answered) => {
      waiting -= 1;
      if (!waiting) settle(answered);
      return answered;
    });
    return turn;
  }

  async function ask(target, body) {
    body.set("after", newest());
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(leave || target, { method: "POST", body: body, headers: headers });
      if (!answer.ok) throw new Error(String(answer.status));
      const said = await answer.json();
      // The page of another language is opened when all that was typed has been sent.
      if (said.language !== document.documentElement.lang) leave = "/" + said.language + "/chat";
      addAll(said.lines);
      return true;
    } catch (problem) {
      return false;
    }
  }

  function settle(answered) {
    if (leave) location.assign(leave + "#u" + newest());
    news.splice(0).forEach(add);
    trouble.textContent = answered ? "" : form.dataset.failed;
    trouble.classList.remove("waiting");
    log.removeAttribute("aria-busy");
    listen();
  }

  async function say(event) {
    event.preventDefault();
    const body = new FormData(form);
    const text = field.value;
    const id = text === unanswered.text && text ? unanswered.id : fresh(body);
    body.set("message_id", id);
    field.value = "";
    grow();
    field.focus({ preventScroll: true });
    const answered = await post(form.action, body);
    unanswered = answered ? { text: "", id: "" } : { text: text, id: id };
    // What could not be sent comes back, in front of what was typed since.
    if (!answered) field.value = [text, field.value].filter(Boolean).join("\n");
    grow();
  }

  async function choose(event) {
    if (!event.target.matches(".choices")) return;
    event.preventDefault();
    const body = new FormData(event.target);
    if (event.submitter) body.set("choice", event.submitter.value);
    body.set("message_id", fresh(body));
    await post(event.target.action, body);
    field.focus({ preventScroll: true });
  }

  function listen() {
    if (stream || newest() === "0") return;
    stream = new EventSource(log.dataset.stream + "?after=" + newest());
    stream.addEventListener("line", (event) => {
      // While our own post is on its way, its answer brings most of these lines, in order.
      if (waiting) news.push(JSON.parse(event.data));
      else add(JSON.parse(event.data));
    });
  }

  function grow() {
    field.rows = Math.min(6, Math.max(1, field.value.split("\n").length));
  }

  form.addEventListener("submit", say);
  log.addEventListener("submit", choose);
  field.addEventListener("input", grow);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  window.addEventListener("pagehide", () => stream && stream.close());
  listen();
})();
