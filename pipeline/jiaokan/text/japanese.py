"""Tell Japanese from Chinese by its kana: all judgements on it, each with the threshold of its use."""

from jiaokan.text.unicode_ranges import HAN_CHAR_PATTERN, KANA_CHAR_PATTERN

MIN_KANA = 2  # characters of a Japanese line; Chinese brands use a single の
PARTICLES = "のはにをがとで"
# share of kana in kana and Han from which a line is Japanese; headlines have few kana
_MIN_LETTER_SHARE = 1 / 6
# share of kana in the text around damage above which it is Japanese; GBK read one byte off has about 2 %
_MIN_CONTEXT_SHARE = 0.08
_CONTEXT_CHARS = 30  # code points on either side that show the language
# share of kana in characters beyond ASCII above which text is sound; Big5 read as GBK has less
_MIN_SOUND_SHARE = 0.45
# share of particles, and their number, above which a line with unusual characters is Japanese
_MIN_PARTICLE_SHARE, _MIN_PARTICLES = 0.12, 2


def count_kana(text: str) -> int:
    """Return the number of kana, the half-width ones left out.

    >>> count_kana("国連は世界の組織")
    2
    """
    return len(KANA_CHAR_PATTERN.findall(text))


def is_japanese(text: str) -> bool:
    """Tell whether two or more characters, and one in six of kana and Han, are kana.

    A single の does not count: Chinese brands use it.

    >>> is_japanese("国際連合は世界の組織である"), is_japanese("優の良品")
    (True, False)
    """
    kana_count = count_kana(text)
    if kana_count < MIN_KANA:
        return False
    return kana_count >= _MIN_LETTER_SHARE * (kana_count + len(HAN_CHAR_PATTERN.findall(text)))


def is_amid_japanese(text: str, offset: int) -> bool:
    """Tell whether the text around `offset` is Japanese, where damage is suspected.

    >>> is_amid_japanese("東京で?大阪へ行く", 3), is_amid_japanese("北京?上海", 2)
    (True, False)
    """
    context = text[max(0, offset - _CONTEXT_CHARS) : offset + _CONTEXT_CHARS]
    return count_kana(context) > _MIN_CONTEXT_SHARE * len(context)


def is_sound_japanese(text: str, letter_count: int) -> bool:
    """Tell whether so much of a text is kana that it was not decoded in a wrong charset.

    Args:
        text: The text.
        letter_count: The number of its characters beyond ASCII.

    >>> is_sound_japanese("これはペンです", 7), is_sound_japanese("いゅ琌硂妓", 5)
    (True, False)
    """
    return count_kana(text) > _MIN_SOUND_SHARE * letter_count


def is_half_kana(text: str) -> bool:
    """Tell whether half of a text or more is kana.

    >>> is_half_kana("日本のこと"), is_half_kana("日本の旗")
    (True, False)
    """
    return 2 * count_kana(text) >= len(text)


def has_japanese_particles(text: str) -> bool:
    """Tell whether Japanese particles are frequent.

    >>> has_japanese_particles("私は東京で母に会い"), has_japanese_particles("優の良品")
    (True, False)
    """
    particle_count = sum(map(text.count, PARTICLES))
    return particle_count > max(_MIN_PARTICLES, _MIN_PARTICLE_SHARE * len(text))
