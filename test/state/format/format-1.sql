-- A file of format 1, as the program wrote it that made such files. Secret: 32 bytes of 1.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE kept (
     id INTEGER PRIMARY KEY,
     area TEXT NOT NULL,
     space TEXT NOT NULL,
     name TEXT NOT NULL,
     bytes INTEGER NOT NULL,
     version TEXT NOT NULL,
     max_age INTEGER NOT NULL,
     until INTEGER NOT NULL,
     sealed_name BLOB NOT NULL,
     value BLOB NOT NULL
   ) STRICT;
INSERT INTO kept VALUES(1,'idempotency','01212BeDTCCNkkPOBZ4oYXPUcj9T53HVJ-vHsH-RotE','4tVJed3n85HyMCPlYNd2Mc1uGzrej_bjvre1-489eMk',89,'19ca27ef-a265-4bc1-a125-c69a7be036d0',300000000000,2067225600000,X'01a11e753b42f862f1d5e5d0c54b697357077b239678ef42871f2b65d61c7ec029b1320511da29',X'01a11e753b45efd0b4d0dfec82c41cb5220e5fcba768f48c2a7d0c67f014a63385f092d6913ab035ec49336af742be468352');
INSERT INTO kept VALUES(2,'idempotency','01212BeDTCCNkkPOBZ4oYXPUcj9T53HVJ-vHsH-RotE','P8yxOyBIdQwRXlhi99mRodeEoisZC69UKJEZRyNc1SU',83,'629ce2e0-1fe9-49db-9134-c0ed48edc9ef',300000000000,2067225600000,X'01a11e753bc9804359ecf9cb06cdb00abb0a3e2fa496efb9b3cb2823495db3e8048699837111',X'01a11e753b616bdb8fd71e1b404a00d7f829c5eb4014d28d953d69f79c258106f558dbf4bdf8c5f1415dc8d86a');
CREATE TABLE backup (
     place INTEGER PRIMARY KEY,
     space TEXT NOT NULL,
     id TEXT NOT NULL,
     kind TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     made_by TEXT NOT NULL,
     row_count INTEGER NOT NULL,
     operation_id TEXT,
     bytes INTEGER NOT NULL,
     max_age INTEGER NOT NULL,
     until INTEGER NOT NULL,
     content BLOB NOT NULL
   ) STRICT;
INSERT INTO backup VALUES(1,'jIGWml1Vk6d9tjER6tUDPOLCAT68QgXPJAYQpiPhKKc','1','MAPPINGS',1767225600000,'key a',1,NULL,42,300000000000,2067225600000,X'01a11e753b7b0d24278a7d8fe9ad17e0c6c2421d6279c73d859a1997e0f24df45f893be81f91f7e63750');
CREATE TABLE journal (
     place INTEGER PRIMARY KEY,
     id TEXT NOT NULL,
     owner TEXT NOT NULL,
     stage TEXT NOT NULL,
     bytes INTEGER NOT NULL,
     max_age INTEGER NOT NULL,
     until INTEGER NOT NULL,
     open TEXT NOT NULL,
     sealed BLOB
   ) STRICT;
INSERT INTO journal VALUES(1,'b','one','begun',48,300000000000,2067225600000,'{"id":"b"}',X'01a11e753b3808d9f200646654a792b1cf43694ecb88b5ce1e3e32abd3c1437c9da5fd3faa54');
INSERT INTO journal VALUES(2,'s','one','sent',48,300000000000,2067225600000,'{"sent":1}',X'01a11e753b4f5d86b8075acd279f65421d4a6d4a5d674a48ca2e693d2bf5f81cc5ebd51c56c5');
INSERT INTO journal VALUES(3,'e','one','ended',11,300000000000,2067225600000,'{"ended":1}',NULL);
CREATE TABLE call (
     id INTEGER PRIMARY KEY,
     host TEXT NOT NULL,
     ended_at INTEGER
   ) STRICT;
INSERT INTO call VALUES(1,'h',1767225600000);
INSERT INTO call VALUES(2,'h',1767225600000);
CREATE TABLE secret (
     mark TEXT PRIMARY KEY
   ) STRICT;
INSERT INTO secret VALUES('c9JzgQoJEJ0e1lma9GfbopVtdyoedRFwu3LthfQBbko');
CREATE TABLE held_host (
     host TEXT PRIMARY KEY,
     paused_until INTEGER NOT NULL,
     pause INTEGER NOT NULL,
     banned_since TEXT
   ) STRICT;
INSERT INTO held_host VALUES('g',1767225600000,0,'2026-01-01T00:00:00.000Z');
CREATE UNIQUE INDEX kept_by_name ON kept (area, space, name);
CREATE INDEX kept_by_age ON kept (until);
CREATE INDEX kept_by_place ON kept (area, id, bytes);
CREATE UNIQUE INDEX backup_by_id ON backup (space, id);
CREATE INDEX backup_by_place ON backup (space, place, bytes);
CREATE INDEX backup_by_age ON backup (until);
CREATE UNIQUE INDEX journal_by_id ON journal (id);
CREATE INDEX journal_by_age ON journal (until);
CREATE INDEX journal_unended ON journal (place, id, owner, until, bytes) WHERE stage <> 'ended';
CREATE INDEX journal_ended ON journal (place, bytes) WHERE stage = 'ended';
CREATE INDEX call_by_end ON call (ended_at);
COMMIT;
PRAGMA application_id = 1919117169;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
