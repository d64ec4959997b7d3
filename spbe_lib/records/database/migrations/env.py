"""Where Alembic finds the connection: the one whose transaction the store has opened."""

from alembic import context


def run() -> None:
    """Run the revisions that are missing, inside the transaction that is under way."""
    context.configure(connection=context.config.attributes["connection"])
    context.run_migrations()


# Alembic executes this file under this name; anybody else who imports it wants nothing done.
if __name__ == "env_py":
    run()
