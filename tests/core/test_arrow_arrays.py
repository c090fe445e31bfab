"""Arrays are those that pyarrow makes, without what pyarrow imports for them."""

import subprocess
import sys

import pyarrow as pa
import pytest

from jiaokan.core.arrow_arrays import make_array

CASES = [
    (["甲", "", None, "abc", "𠀀"], pa.string()),
    ([], pa.string()),
    ([None, None], pa.string()),
    ([b"\xff", b"", None], pa.binary()),
    ([b"a" * 16, b"b" * 16], pa.binary(16)),
    ([1, -5, 2**31 - 1], pa.int32()),
    ([None, 7], pa.int32()),
    ([2**40, 0], pa.int64()),
    ([0.5, 1.0, None], pa.float64()),
    ([["甲", ""], None, [], ["乙"]], pa.list_(pa.string())),
    ([[1, 2], [], [3]], pa.list_(pa.int32())),
    (["甲", None], pa.large_string()),
    ([None] * 9 + ["九"], pa.string()),
]


@pytest.mark.parametrize(("values", "kind"), CASES, ids=[f"{kind}-{i}" for i, (_, kind) in enumerate(CASES)])
def test_an_array_is_the_one_that_pyarrow_makes(values: list[object], kind: pa.DataType) -> None:
    made, expected = make_array(values, kind), pa.array(values, kind)
    made.validate(full=True)
    assert made.equals(expected)
    assert made.null_count == expected.null_count
    assert made.nbytes == expected.nbytes


@pytest.mark.parametrize(
    ("values", "kind", "error"),
    [
        ([5], pa.string(), TypeError),
        (["5"], pa.int32(), TypeError),
        ([1.5], pa.int32(), TypeError),
        (["5"], pa.binary(), TypeError),
        (["\ud800"], pa.string(), UnicodeError),
        ([2**31], pa.int32(), OverflowError),
    ],
)
def test_a_value_that_a_column_cannot_hold_is_an_error(
    values: list[object], kind: pa.DataType, error: type[Exception]
) -> None:
    with pytest.raises(error):
        make_array(values, kind)


def test_no_array_imports_pandas() -> None:
    code = (
        "import sys, pyarrow as pa; from jiaokan.core.arrow_arrays import make_array; "
        "make_array(['甲'], pa.string()); make_array([[1]], pa.list_(pa.int32())); print('pandas' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "False"
