"""Run the command line with `python -m jiaokan`."""

from jiaokan.cli import main

# a worker process imports this module and must not run the command
if __name__ == "__main__":
    raise SystemExit(main())
