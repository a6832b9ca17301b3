"""``geomap desk``: the whole work on one screen, in the browser, alone or with a team."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def desk(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="The project's folder, made if it is not there "
            "[default: 'geomap desk' among your documents]."
        ),
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on this machine; 0 takes a free one.")
    ] = 0,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    restore: Annotated[
        Path | None, typer.Option(help="Make the project of a backup first; FOLDER must be new.")
    ] = None,
    dsn: Annotated[
        str,
        typer.Option(
            envvar="GEOMAP_DESK_DSN",
            help="Keep the project in PostGIS for a team with accounts: postgresql://host/database "
            "(extra team). Put the password into ~/.pgpass or the variable.",
        ),
    ] = "",
    public: Annotated[
        str,
        typer.Option(help="What browsers call the team's desk: https://desk.example.org."),
    ] = "",
    listen: Annotated[
        str,
        typer.Option(help="Address to listen at; another than loopback needs --dsn and --public."),
    ] = "127.0.0.1",
    users: Annotated[
        bool, typer.Option("--users", help="Print the people of the team and end.")
    ] = False,
    invite: Annotated[
        str, typer.Option(help="Print an address at which this person chooses a password; end.")
    ] = "",
    role: Annotated[
        str, typer.Option(help="With --invite: reader, editor, publisher or administrator.")
    ] = "editor",
    remove: Annotated[str, typer.Option(help="Take a person's account away and end.")] = "",
) -> None:
    """Work on a project in the browser: read, review, correct, map, publish (extra desk).

    Everything stays on this machine and in FOLDER; nothing is asked of the internet. With --dsn
    several people work at once, each with an account.

    Example: `geomap desk idlib/`
    """
    from geomap.desk.launch import run_desk

    chosen = folder or _default_folder()
    if restore is not None:
        from geomap.desk.backups import restore_backup

        restore_backup(restore, chosen)
    if users or invite or remove:
        from geomap.desk.team.people_of_terminal import keep_people

        for line in keep_people(chosen, dsn, invite=invite, role=role, remove=remove, base=public):
            typer.echo(line)
        return
    run_desk(chosen, port=port, browser=browser, dsn=dsn, public=public, listen=listen)


def _default_folder() -> Path:
    from platformdirs import user_documents_path

    return user_documents_path() / "geomap desk"
