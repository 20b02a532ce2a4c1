-- Which entries of feeds were brought: a feed names the same story again under another address, or the page redirects.
-- Not part of the ledger: forgetting it only means that a page is fetched again, and found to be known.

CREATE TABLE feed_entries (
    key VARCHAR PRIMARY KEY,
    url VARCHAR,
    article_id VARCHAR NOT NULL,
    brought_at TIMESTAMPTZ NOT NULL
);
