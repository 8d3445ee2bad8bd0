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

  async function post(target, body) {
    body.set("after", newest());
    body.set("message_id", body.get("message_id") + "-" + Math.random().toString(36).slice(2));
    log.setAttribute("aria-busy", "true");
    trouble.textContent = form.dataset.waiting;
    trouble.classList.add("waiting");
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(target, { method: "POST", body: body, headers: headers });
      if (!answer.ok) throw new Error(String(answer.status));
      const said = await answer.json();
      if (said.language !== document.documentElement.lang) {
        location.assign("/" + said.language + "/chat#u" + (said.lines[1] || said.lines[0]).id);
        return true;
      }
      addAll(said.lines);
      trouble.textContent = "";
      listen();
      return true;
    } catch (problem) {
      trouble.textContent = form.dataset.failed;
      return false;
    } finally {
      trouble.classList.remove("waiting");
      log.removeAttribute("aria-busy");
    }
  }

  async function say(event) {
    event.preventDefault();
    if (log.hasAttribute("aria-busy")) return;
    if (await post(form.action, new FormData(form))) {
      field.value = "";
      grow();
    }
    field.focus({ preventScroll: true });
  }

  async function choose(event) {
    if (!event.target.matches(".choices")) return;
    event.preventDefault();
    if (log.hasAttribute("aria-busy")) return;
    const body = new FormData(event.target);
    if (event.submitter) body.set("choice", event.submitter.value);
    await post(event.target.action, body);
    field.focus({ preventScroll: true });
  }

  function listen() {
    if (stream || newest() === "0") return;
    stream = new EventSource(log.dataset.stream + "?after=" + newest());
    stream.addEventListener("line", (event) => {
      // While our own post is on its way, its answer brings these lines in order.
      if (!log.hasAttribute("aria-busy")) add(JSON.parse(event.data));
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
