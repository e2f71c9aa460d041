"""The tokens of a query to an expression."""

from tui.query.error import QueryError
from tui.query.lexer import Kind, Token, tokens
from tui.query.syntax import All, Also, Either, Expression, Not, Words
from tui.query.terms import filled, found_field, plain, term
from tui.query.vocabulary import Vocabulary

#: Longest query that is read, in characters, and the deepest nesting of parentheses.
MAX_LENGTH = 2_000
MAX_DEPTH = 50


def parse(text: str, vocabulary: Vocabulary) -> Expression:
    """Read a query; one without any words means every event.

    Raise QueryError with the column and with what was expected there.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(f"a query has {MAX_LENGTH:,} characters at most", MAX_LENGTH)
    return _Parser(tokens(text), vocabulary).whole()


class _Parser:
    def __init__(self, found: list[Token], vocabulary: Vocabulary) -> None:
        self._tokens = found
        self._vocabulary = vocabulary
        self._at = 0
        self._depth = 0

    def whole(self) -> Expression:
        if self._is_at(Kind.END):
            return All()
        expression = self._either()
        if not self._is_at(Kind.END):
            raise QueryError("this parenthesis closes none: take it away", self._next.column)
        return expression

    def _is_at(self, *kinds: Kind) -> bool:
        return self._next.kind in kinds

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at += token.kind is not Kind.END
        return token

    def _either(self) -> Expression:
        parts = [self._all()]
        while self._next.kind is Kind.OR:
            self._take()
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _all(self) -> Expression:
        parts = [self._not()]
        while self._next.kind not in (Kind.OR, Kind.CLOSE, Kind.END):
            if self._next.kind is Kind.AND:
                self._take()
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _not(self) -> Expression:
        negations = 0
        while self._next.kind is Kind.NOT:
            self._take()
            negations += 1
        expression = self._primary()
        return Not(expression) if negations % 2 else expression

    def _primary(self) -> Expression:
        token = self._take()
        if token.kind is Kind.OPEN:
            return self._group(token)
        if token.kind is Kind.WORD:
            return Words(token.text)
        if token.kind is Kind.PHRASE:
            filled(token)
            return Words(token.text, is_whole=True)
        if token.kind is Kind.FIELD:
            return self._field(token)
        where = "the query ends" if token.kind is Kind.END else f"{token.text!r} stands"
        raise QueryError(
            f"{where} where a word, a field or a parenthesis is expected",
            token.column,
            token.length,
        )

    def _group(self, opening: Token) -> Expression:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryError(f"more than {MAX_DEPTH} parentheses within each other", opening.column)
        expression = self._either()
        if self._next.kind is not Kind.CLOSE:
            raise QueryError("this parenthesis is not closed: write ) at its end", opening.column)
        self._take()
        self._depth -= 1
        return expression

    def _field(self, name: Token) -> Expression:
        operator = self._take()
        field, is_own = found_field(name, self._vocabulary)
        if field == "also" and not is_own:
            return self._also(operator)
        value = self._value(name, operator)
        return term(field, operator, value, self._vocabulary, is_own=is_own)

    def _value(self, name: Token, operator: Token) -> Token:
        value = self._next
        after = operator.column + operator.length
        if value.column != after or value.kind not in (Kind.WORD, Kind.PHRASE):
            raise QueryError(f"a value is expected right after {name.text}{operator.text}", after)
        return filled(self._take())

    def _also(self, operator: Token) -> Expression:
        plain(operator)
        after = operator.column + operator.length
        if self._next.kind is not Kind.OPEN or self._next.column != after:
            raise QueryError("a query in parentheses is expected after also:", after)
        return Also(self._group(self._take()))
