-- Where the other fields of an article were read from, as `published_origin` has it for the day. NULL: the field is
-- empty, or the article was stored before this was kept.

ALTER TABLE articles ADD COLUMN title_origin VARCHAR;
ALTER TABLE articles ADD COLUMN author_origin VARCHAR;
ALTER TABLE articles ADD COLUMN publisher_origin VARCHAR;
ALTER TABLE articles ADD COLUMN url_origin VARCHAR;
ALTER TABLE articles ADD COLUMN language_origin VARCHAR;
