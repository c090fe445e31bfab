"""`python -m jiaokan` is `jiaokan`."""

from jiaokan.cli import main

# a worker process imports this module again and must not run the command again
if __name__ == "__main__":
    raise SystemExit(main())
