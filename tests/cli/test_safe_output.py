"""What a terminal gets: text from data is shown, never obeyed, and an error is a line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from jiaokan.cli import document_commands, main
from jiaokan.cli.safe_output import escape_data, make_safe_console, print_data
from jiaokan.core.control_escapes import show_controls, show_controls_in_line

ESCAPES = "\x1b[2J\x1b]0;title\x07\x9b31m"
CONTROLS = ("\x1b", "\x07", "\x9b", "\x08", "\r", "\u202e")


def has_controls(text: str) -> bool:
    return any(control in text for control in CONTROLS)


@pytest.mark.parametrize(
    "text", ["a\x00b", "\x1b[2J", "a\r", "\x9b31m", "\u202etxt", "\ud800", "\u2028"], ids=ascii
)
def test_a_control_is_shown_as_json_reads_it_back(text: str) -> None:
    shown = show_controls(text)
    assert shown.isascii()
    assert json.loads(f'"{shown}"') == text


def test_lines_tabs_blanks_and_marks_stay() -> None:
    text = "第一行\n\t　第二行\xa0①🀄\U00020000"
    assert show_controls(text) == text
    assert show_controls_in_line("a\nb\tc　d") == "a\\u000Ab\\u0009c　d"


def test_markup_of_data_is_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    make_safe_console(stderr=True).print(
        f"[red]rejected[/] {escape_data('a[/b].txt [link=http://x]y[/link]')}"
    )
    assert capsys.readouterr().err == "rejected a[/b].txt [link=http://x]y[/link]\n"


def test_a_console_sends_no_control_of_what_it_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    make_safe_console(stderr=True).print(f"x{ESCAPES}y", markup=False)
    print_data(f"x{ESCAPES}y")
    said = capsys.readouterr()
    assert not has_controls(said.err + said.out)
    assert "\\u001B[2J" in said.err
    assert "\\u009B31m" in said.out


def write_hostile_records(folder: Path) -> Path:
    records = [
        {"id": f"i{ESCAPES}", "text": f"防控就是責任{ESCAPES}。"},
        {"id": "[/red]", "text": "各级要落实责任。"},
        {"id": "[/red]", "text": "又一篇。"},
    ]
    path = folder / "in.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def test_ids_and_texts_reach_no_terminal_raw(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write_hostile_records(tmp_path)
    assert main(["run", "--input", str(source), "--output", str(tmp_path / "out")]) == 3
    (release,) = (tmp_path / "out" / "zh-web").iterdir()
    for words in (
        ["explain", str(release), f"i{ESCAPES}"],
        ["explain", str(release), f"i{ESCAPES}", "--json"],
        ["explain", str(source), f"i{ESCAPES}"],
        ["explain", str(release), f"none{ESCAPES}"],
        ["explain", f"nowhere{ESCAPES}", "x"],
        ["diff", str(release), str(release)],
        ["verify", str(release)],
    ):
        main(words)
    said = capsys.readouterr()
    assert "[/red]" in said.err
    assert not has_controls(said.out + said.err)


def test_an_error_that_nobody_expected_is_a_line_and_debug_shows_more(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("nought\x1b[2J")

    monkeypatch.setattr(document_commands, "read_documents", fail)
    assert main(["explain", "x", "y"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "ZeroDivisionError: nought\\u001B[2J" in said
    assert "--debug" in said
    with pytest.raises(ZeroDivisionError):
        main(["explain", "x", "y", "--debug"])


def test_what_the_system_refuses_names_the_place_and_asks_for_no_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path / "x"))

    monkeypatch.setattr(document_commands, "read_documents", refuse)
    assert main(["explain", "x", "y"]) == 1
    assert capsys.readouterr().err == f"jiaokan: {tmp_path / 'x'}: Permission denied\n"


def test_output_in_ascii_shows_what_it_cannot_write(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jiaokan", "explain", str(tmp_path / "无"), "x"],
        env={"PYTHONIOENCODING": "ascii", "PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"\\u65e0" in done.stderr
    assert b"Traceback" not in done.stderr
