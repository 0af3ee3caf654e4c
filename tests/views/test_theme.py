import pytest

from components.views.theme import TOKENS, cell_scale

GROUNDS = ("paper", "raised")
ON_PAPER = ("ink", "quiet", "accent", "edited", "added", "dropped", "moved")
UNDER = ("edited", "added", "dropped", "moved", "accent")


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_has_a_contrast_of_at_least_four_and_a_half_to_one(mode):
    tokens = TOKENS[mode]
    for ground in GROUNDS:
        for text in ON_PAPER:
            assert contrast(tokens[text], tokens[ground]) >= 4.5, (text, ground)
    for kind in UNDER:
        assert contrast(tokens["ink"], tokens[f"{kind}-under"]) >= 4.5, kind


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_value_can_be_read_in_every_cell_of_a_chart(mode):
    for _, ground in cell_scale(mode):
        assert contrast(TOKENS[mode]["ink"], ground) >= 4.5, ground
