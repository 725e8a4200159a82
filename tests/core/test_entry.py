from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import balance, often
from tui.core.entry import Entry, news_in

books = st.dictionaries(
    st.sampled_from("ABCDE"), st.sampled_from([Entry(balance(code), guard=0, generation=0) for code in "ABC"])
)


@often
@given(books, books)
def test_news_are_the_entries_that_are_no_longer_the_same_object(
    before: dict[str, Entry], after: dict[str, Entry]
) -> None:
    news = news_in(before, after)
    assert all(after[currency] is entry for currency, entry in news.items())
    assert all(before.get(currency) is after[currency] for currency in after.keys() - news.keys())
    assert all(before.get(currency) is not entry for currency, entry in news.items())
    assert news_in(after, after) == {}
