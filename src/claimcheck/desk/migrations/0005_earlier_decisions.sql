-- What people decided on earlier checks offered for a claim, each with a copy of the check as it stood then. A decision
-- is never changed; one that was taken back is named by an event of the kind claim_restored.
CREATE TABLE earlier_decisions (
    seq BIGINT PRIMARY KEY,
    claim_id VARCHAR NOT NULL,
    claim_text VARCHAR NOT NULL,
    confirmed BOOLEAN NOT NULL,
    strength VARCHAR NOT NULL CHECK (strength IN ('strong', 'suggested', 'differs')),
    score DOUBLE NOT NULL,
    similarity DOUBLE NOT NULL,
    actor VARCHAR NOT NULL CHECK (actor <> ''),
    decided_at TIMESTAMPTZ NOT NULL,
    check_id VARCHAR NOT NULL,
    check_claim VARCHAR NOT NULL,
    rating VARCHAR NOT NULL,
    outcome VARCHAR CHECK (outcome IN ('supported', 'refuted', 'conflicting', 'not_enough_evidence')),
    publisher VARCHAR,
    url VARCHAR,
    checked_on DATE,
    check_claim_date DATE,
    check_speaker VARCHAR,
    check_language VARCHAR,
    verdict_id VARCHAR,
    check_added_at TIMESTAMPTZ NOT NULL,
    check_title VARCHAR
);

-- The ledger learns two kinds of event; DuckDB cannot change a CHECK, so its rows move to a table that has the new one.
CREATE TABLE events_with_earlier (
    seq BIGINT PRIMARY KEY,
    recorded_at TIMESTAMPTZ NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN (
        'article_added', 'article_edited', 'claim_proposed', 'claim_added', 'claim_kept', 'claim_edited',
        'claim_dropped', 'claim_restored', 'verdict_recorded', 'verdict_corrected', 'earlier_linked', 'earlier_rejected'
    )),
    claim_id VARCHAR,
    article_id VARCHAR,
    actor VARCHAR NOT NULL CHECK (actor <> ''),
    payload VARCHAR NOT NULL,
    previous VARCHAR NOT NULL,
    digest VARCHAR NOT NULL
);
INSERT INTO events_with_earlier SELECT * FROM events ORDER BY seq;
DROP TABLE events;
ALTER TABLE events_with_earlier RENAME TO events;
