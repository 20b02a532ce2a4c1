-- The record of the desk. No foreign keys, no ENUM, no UNIQUE beside the keys: rows are checked by the program and
-- proved by the ledger. `events.seq` is a key so that two writers can never continue the chain from the same event.

CREATE TABLE articles (
    id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    author VARCHAR,
    publisher VARCHAR,
    published DATE,
    published_origin VARCHAR,
    url VARCHAR,
    language VARCHAR,
    sha256 VARCHAR NOT NULL,
    added_at TIMESTAMPTZ NOT NULL,
    original VARCHAR,
    CHECK ((published IS NULL) = (published_origin IS NULL))
);

CREATE TABLE claims (
    id VARCHAR PRIMARY KEY,
    article_id VARCHAR,
    text VARCHAR NOT NULL,
    said VARCHAR NOT NULL,
    start_offset BIGINT,
    end_offset BIGINT,
    speaker VARCHAR,
    claim_date DATE,
    check_worthiness DOUBLE,
    kind VARCHAR CHECK (kind IN ('number', 'date', 'first_only_since', 'role', 'quote', 'event')),
    state VARCHAR NOT NULL CHECK (state IN ('proposed', 'kept', 'dropped', 'decided')),
    version BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE verdicts (
    id VARCHAR PRIMARY KEY,
    seq BIGINT NOT NULL,
    claim_id VARCHAR NOT NULL,
    claim_text VARCHAR NOT NULL,
    rating VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL CHECK (outcome IN ('supported', 'refuted', 'conflicting', 'not_enough_evidence')),
    explanation VARCHAR NOT NULL CHECK (explanation <> ''),
    reviewer VARCHAR NOT NULL CHECK (reviewer <> ''),
    recorded_at TIMESTAMPTZ NOT NULL,
    build VARCHAR,
    replaces VARCHAR,
    idempotency_key VARCHAR
);

CREATE TABLE verdict_pins (
    verdict_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    stance VARCHAR NOT NULL CHECK (stance IN ('supports', 'refutes', 'context')),
    text VARCHAR NOT NULL,
    paragraph VARCHAR NOT NULL,
    passage_id VARCHAR,
    document_id VARCHAR,
    document_sha256 VARCHAR,
    start_offset BIGINT,
    end_offset BIGINT,
    title VARCHAR,
    publisher VARCHAR,
    url VARCHAR,
    published DATE
);

CREATE TABLE verdict_hits (
    verdict_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    passage_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    similarity DOUBLE NOT NULL,
    lexical DOUBLE,
    score DOUBLE NOT NULL
);

CREATE TABLE events (
    seq BIGINT PRIMARY KEY,
    recorded_at TIMESTAMPTZ NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN (
        'article_added', 'article_edited', 'claim_proposed', 'claim_added', 'claim_kept', 'claim_edited',
        'claim_dropped', 'claim_restored', 'verdict_recorded', 'verdict_corrected'
    )),
    claim_id VARCHAR,
    article_id VARCHAR,
    actor VARCHAR NOT NULL CHECK (actor <> ''),
    payload VARCHAR NOT NULL,
    previous VARCHAR NOT NULL,
    digest VARCHAR NOT NULL
);

-- Verdicts in the making: replaced at every save, gone when the verdict is recorded, never part of the ledger.
CREATE TABLE drafts (
    claim_id VARCHAR NOT NULL,
    reviewer VARCHAR NOT NULL,
    rating VARCHAR,
    explanation VARCHAR NOT NULL,
    pins VARCHAR NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (claim_id, reviewer)
);

CREATE VIEW all_verdicts AS
SELECT verdict.*, later.id AS replaced_by
FROM verdicts AS verdict
LEFT JOIN verdicts AS later ON later.replaces = verdict.id;

CREATE VIEW current_verdicts AS
SELECT * EXCLUDE (replaced_by) FROM all_verdicts WHERE replaced_by IS NULL;

-- For people with a SQL shell: what `claimcheck verdict list` shows.
CREATE VIEW verdict_table AS
SELECT
    verdict.id AS verdict_id,
    claim.id AS claim_id,
    verdict.claim_text AS claim,
    claim.said,
    claim.speaker,
    claim.claim_date,
    article.title AS article_title,
    article.publisher AS article_publisher,
    article.url AS article_url,
    verdict.rating,
    verdict.outcome,
    verdict.explanation,
    verdict.reviewer,
    verdict.recorded_at,
    verdict.build
FROM current_verdicts AS verdict
JOIN claims AS claim ON claim.id = verdict.claim_id
LEFT JOIN articles AS article ON article.id = claim.article_id;
