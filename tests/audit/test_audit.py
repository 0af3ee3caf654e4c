"""What `make audit` tells apart; its tools are not installed for the suite, so none is run."""

import json
from pathlib import Path

import pytest

from tests.audit.licences import find_unaccepted, read_accepted
from tests.audit.locked import read_locks
from tests.audit.sbom import find_missing
from tests.audit.vulnerabilities import UNREACHED, judge

ROOT = Path(__file__).resolve().parents[2]
ONE, OTHER = "1" * 64, "2" * 64
LOCK = f"""plain==1.0 \\
    --hash=sha256:{ONE} \\
    --hash=sha256:{OTHER}
    # via -r requirements.txt
plain==1.1 ; python_full_version >= '3.12' \\
    --hash=sha256:{OTHER}
Odd_Name==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:{ONE}
"""


@pytest.fixture
def locked(tmp_path):
    path = tmp_path / "requirements.lock"
    path.write_text(LOCK, encoding="utf-8")
    return read_locks([path])


def part(name, version, *hashes):
    digests = [{"alg": "SHA-256", "content": one} for one in hashes]
    references = [{"type": "distribution", "hashes": digests}]
    return {"name": name, "version": version, "externalReferences": references}


def test_a_lock_names_versions_and_hashes_for_every_system_and_python(locked):
    assert locked == {
        ("plain", "1.0"): {ONE, OTHER},
        ("plain", "1.1"): {OTHER},
        ("odd-name", "2.0"): {ONE},
    }


@pytest.mark.parametrize("lock", ["requirements.lock", "team/requirements.lock"])
def test_nothing_is_locked_without_a_hash(lock):
    locked = read_locks([ROOT / lock])
    assert len(locked) > 10
    assert all(locked.values())


def test_the_list_of_parts_names_every_locked_package_with_its_hashes(locked):
    both = [part("plain", "1.0", OTHER, ONE), part("plain", "1.1", OTHER)]
    assert not find_missing({"components": [*both, part("Odd.Name", "2.0", ONE)]}, locked)


@pytest.mark.parametrize(
    "listed", [[], [part("plain", "1.0", ONE)], [part("plain", "1.2", ONE, OTHER)]]
)
def test_a_package_another_version_and_a_hash_that_lack_are_told(listed, locked):
    faults = find_missing({"components": listed}, locked)
    assert [fault.split(" is not in the list")[0] for fault in faults] == [
        "plain 1.0",
        "plain 1.1",
        "odd-name 2.0",
    ]


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "Mozilla Public License 2.0 (MPL 2.0)",
        "MPL-2.0 AND (Apache-2.0 OR MIT)",
        "BSD-2-Clause AND Apache-2.0 WITH LLVM-exception",
        "BSD License; MIT License",
    ],
)
def test_an_accepted_licence_passes_alone_and_with_others(licence):
    assert not find_unaccepted({"some": licence}, read_accepted())


@pytest.mark.parametrize(
    ("licence", "unknown"),
    [
        ("UNKNOWN", "'UNKNOWN'"),
        ("GPL-3.0-only", "'GPL-3.0-only'"),
        ("MIT AND (Apache-2.0 OR SSPL-1.0)", "'SSPL-1.0'"),
        ("MIT License; Proprietary", "'Proprietary'"),
        ("", "''"),
    ],
)
def test_an_unknown_licence_is_told_with_its_package(licence, unknown):
    assert find_unaccepted({"good": "MIT", "some": licence}, read_accepted()) == [
        f"some: the licence {unknown} is not accepted"
    ]


def test_what_was_read_of_a_package_holds_until_it_declares_something_else():
    accepted = read_accepted()
    for name, read in accepted["packages"].items():
        assert not find_unaccepted({name: read["declares"]}, accepted)
        assert not find_unaccepted({name: read["taken"]}, accepted)
        assert find_unaccepted({name: read["declares"] + " OR SSPL-1.0"}, accepted)
        assert find_unaccepted({"another": read["declares"]}, accepted)


def test_every_package_that_was_read_is_still_locked():
    locked = read_locks([ROOT / "requirements.lock", ROOT / "team/requirements.lock"])
    assert read_accepted()["packages"].keys() <= {pinned.name for pinned in locked}


def answer(*packages):
    return json.dumps({"dependencies": packages})


def test_a_database_out_of_reach_is_one_line_and_no_fault():
    assert judge("", "Traceback\n  File\nConnectionError: no such host\n") == (
        [],
        [f"{UNREACHED}: ConnectionError: no such host."],
    )
    assert judge("", "") == ([], [f"{UNREACHED}: no answer."])


def test_a_database_that_knows_no_package_is_not_taken_for_an_audit():
    unknown = {"name": "some", "skip_reason": "not found"}
    assert judge(answer(unknown), "No known vulnerabilities found") == (
        [],
        [f"{UNREACHED}: it has none of the 1 packages."],
    )


def test_a_vulnerability_is_a_fault_and_a_package_the_database_lacks_is_said():
    known = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["1.1"]}
    mended = {"name": "some", "version": "1.0", "vulns": [known]}
    sound = {"name": "other", "version": "2.0", "vulns": []}
    faults, remarks = judge(answer(mended, sound, {"name": "new", "skip_reason": "-"}), "")
    assert faults == ["some 1.0: PYSEC-1, CVE-1; mended in 1.1"]
    assert remarks == [
        "Vulnerabilities: looked for in 2 packages, as locked for this Python.",
        "Vulnerabilities: not in the database: new.",
    ]
