plain = "plain"
_under = "under"
