"""The shades of the colours of notes: those of Okabe and Ito, darker where a line must be seen."""

NOTE_SHADES: dict[str, dict[str, str]] = {
    "light": {
        "note-red-under": "#FBDCCB",
        "note-red": "#B84E00",
        "note-orange-under": "#FBE7B8",
        "note-orange": "#8F6200",
        "note-green-under": "#CFEDE2",
        "note-green": "#007A59",
        "note-blue-under": "#D6EAF7",
        "note-blue": "#0072B2",
        "note-purple-under": "#F5DDEA",
        "note-purple": "#A0487A",
    },
    "dark": {
        "note-red-under": "#47240E",
        "note-red": "#F07F2E",
        "note-orange-under": "#40320B",
        "note-orange": "#F0B840",
        "note-green-under": "#0D3A2C",
        "note-green": "#33B892",
        "note-blue-under": "#123446",
        "note-blue": "#7CC5EE",
        "note-purple-under": "#45263A",
        "note-purple": "#DB9BBF",
    },
}
