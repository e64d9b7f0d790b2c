"""What the frozen data of the prospective benchmark come to at the default seed; changes with `VERSION` alone."""

VERSION = 1
TEST_SHA256 = "14ad4c851ae33ec26a2fac33b3e27613cd95f81c05644104f2f6acd8b8609c40"
