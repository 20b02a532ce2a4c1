-- Several kinds may hold of a claim: `kind` stays the most telling one, `further_kinds` names the others with commas,
-- `reason` says why the program proposed it. NULL: there are none, or the claim was stored before this was kept. The
-- table is made anew because a CHECK cannot be widened.

CREATE TABLE claims_of_kinds (
    id VARCHAR PRIMARY KEY,
    article_id VARCHAR,
    text VARCHAR NOT NULL,
    said VARCHAR NOT NULL,
    start_offset BIGINT,
    end_offset BIGINT,
    speaker VARCHAR,
    claim_date DATE,
    check_worthiness DOUBLE,
    kind VARCHAR CHECK (
        kind IN ('number', 'date', 'first_only_since', 'role', 'quote', 'event', 'comparison', 'causal')
    ),
    state VARCHAR NOT NULL CHECK (state IN ('proposed', 'kept', 'dropped', 'decided')),
    version BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    further_kinds VARCHAR CHECK (regexp_full_match(
        further_kinds, '((number|date|first_only_since|role|quote|event|comparison|causal)(,|$))+'
    )),
    reason VARCHAR
);
INSERT INTO claims_of_kinds SELECT *, NULL, NULL FROM claims;
DROP TABLE claims;
ALTER TABLE claims_of_kinds RENAME TO claims;
