"""table.py INSTRUMENT: an instrument as a data frame, one row for each participant, event and instance."""

import io
import sys

import pandas
from gateway import GATEWAY, GatewayError, session


def table(instrument):
    """All cells are texts as REDCap stores them, so that no leading zero is lost, and a blank cell is an empty text."""
    response = session.get(
        GATEWAY.removesuffix("/graphql") + f"/instruments/{instrument}.csv",
        params={"values": "labels"},
        headers={"accept": "text/csv, application/json"},
        timeout=600,
    )
    if response.status_code != 200:
        raise GatewayError(response.json()["errors"][0]["message"])
    # A table that breaks off has raised an exception by now, as its end is missing.
    return pandas.read_csv(io.BytesIO(response.content), dtype=str, keep_default_na=False)


if __name__ == "__main__":
    try:
        frame = table(sys.argv[1])
    except GatewayError as error:
        sys.exit(str(error))
    print(len(frame), "rows:", *frame.columns[:4])
