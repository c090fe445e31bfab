"""Runs that are one byte off are realigned by their bytes."""

import pytest

from jiaokan.repairs.beam_search import BeamSearch
from jiaokan.repairs.byte_slips.ending_scores import BestLogOdds
from jiaokan.repairs.byte_slips.realignment import MisalignedRun, read_byte_pairs
from jiaokan.text.language_model import LanguageModel


def test_a_run_ends_at_an_ascii_character() -> None:
    assert read_byte_pairs("钋菰a灰", 0) == [divmod(code, 256) for code in (0xEEC7, 0xDDD4)]


def test_a_mark_within_a_run_is_the_pair_of_its_full_width_form() -> None:
    assert read_byte_pairs("菰?菰", 0)[1] == (0xA3, 0xBF)


@pytest.mark.parametrize("limit", [0, 2])
def test_a_run_has_at_most_some_characters(limit: int) -> None:
    assert len(read_byte_pairs("钋菰讱⒔灰", 0, limit)) == limit


def test_the_best_restoration_is_the_text_before_the_slip() -> None:
    damaged = "做好清潔消毒、暫;钋菰讱⒔灰椎纫咔榉雷o措施,避免聚集。"
    start = damaged.index(";")
    run = MisalignedRun(
        BeamSearch(LanguageModel(), LanguageModel(), traditional=True), damaged, start, start + 1
    )
    restorations = run.generate_restorations((None, 0xA3, 0xBB), BestLogOdds())
    best = max(restorations, key=lambda restoration: restoration.gain_nats)
    assert damaged[:start] + best.text + damaged[best.end :] == (
        "做好清潔消毒、暫停活禽宰殺交易等疫情防護措施,避免聚集。"
    )


def test_a_search_is_given_up_where_another_of_the_same_slip_is_far_better() -> None:
    damaged = "做好清潔消毒、暫;钋菰讱⒔灰椎纫咔榉雷o措施,避免聚集。"
    start = damaged.index(";")
    search = BeamSearch(LanguageModel(), LanguageModel(), traditional=True)

    def restore(best_log_odds: BestLogOdds) -> int:
        run = MisalignedRun(search, damaged, start, start + 1)
        return len(list(run.generate_restorations((None, 0xA3, 0xBB), best_log_odds)))

    best_log_odds = BestLogOdds()
    alone = restore(best_log_odds)
    reached = dict(best_log_odds.log_odds)
    assert restore(BestLogOdds({offset: nats + 5 for offset, nats in reached.items()})) == alone
    assert restore(BestLogOdds({offset: nats + 20 for offset, nats in reached.items()})) < alone
