"""Sends bulk files as they are: Schemathesis has no serializer of its own for them."""
import schemathesis


@schemathesis.serializer("text/csv", "application/x-ndjson")
def as_text(ctx, value):
    return str(value).encode("utf-8", "surrogatepass")
