"""`python -m matchbot`: the command line."""

from matchbot.commands import main

main()
