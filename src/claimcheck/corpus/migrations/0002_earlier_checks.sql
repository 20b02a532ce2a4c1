-- Fact-checks of others, imported. The desk's own are verdicts of the record and are not copied here.
CREATE TABLE earlier_checks (
    id VARCHAR PRIMARY KEY,
    claim VARCHAR NOT NULL,
    rating VARCHAR NOT NULL,
    outcome VARCHAR CHECK (outcome IN ('supported', 'refuted', 'conflicting', 'not_enough_evidence')),
    publisher VARCHAR,
    url VARCHAR,
    checked_on DATE,
    claim_date DATE,
    speaker VARCHAR,
    language VARCHAR,
    title VARCHAR,
    added_at TIMESTAMP NOT NULL,
    revision BIGINT NOT NULL
);

-- What an index built before a revision must leave out: removed, or changed at its source.
CREATE TABLE earlier_tombstones (
    check_id VARCHAR NOT NULL,
    revision BIGINT NOT NULL
);

-- Grows with every import that changed something; one row. The counter of the documents is another.
CREATE TABLE earlier_counter (revision BIGINT NOT NULL);
INSERT INTO earlier_counter VALUES (0);
