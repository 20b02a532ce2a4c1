-- Times are UTC. No foreign keys: DuckDB checks them too eagerly when rows are deleted.
CREATE TABLE documents (
    id VARCHAR PRIMARY KEY,
    origin_id VARCHAR NOT NULL,
    external_id VARCHAR,
    title VARCHAR,
    text VARCHAR NOT NULL,
    characters BIGINT NOT NULL,
    publisher VARCHAR,
    author VARCHAR,
    published DATE,
    published_origin VARCHAR,
    language VARCHAR,
    url VARCHAR,
    sha256 VARCHAR NOT NULL,
    added_at TIMESTAMP NOT NULL,
    original VARCHAR,
    revision BIGINT NOT NULL,
    CHECK ((published IS NULL) = (published_origin IS NULL))
);

-- What left the corpus and when, so that a build made before can leave it out.
CREATE TABLE tombstones (
    document_id VARCHAR NOT NULL,
    revision BIGINT NOT NULL,
    removed_at TIMESTAMP NOT NULL
);

-- Grows with every addition and every removal; one row.
CREATE TABLE counter (revision BIGINT NOT NULL);
INSERT INTO counter VALUES (0);

-- How far a table was read, written with the documents it gave; the row goes when the table is through.
CREATE TABLE unfinished_sources (
    key VARCHAR PRIMARY KEY,
    position BIGINT NOT NULL,
    rejected VARCHAR NOT NULL,
    rejected_count BIGINT NOT NULL
);

-- Files that were read before, by their bytes and the metadata given with them.
CREATE TABLE known_files (
    key VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL
);
