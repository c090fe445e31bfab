"""`python -m pipeline` is `jiaokan`."""

from pipeline.cli import main

# a worker process imports this module again and must not run the command again
if __name__ == "__main__":
    raise SystemExit(main())
