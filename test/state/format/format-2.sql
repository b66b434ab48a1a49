-- A file of format 2, as the program wrote it that made such files. Secret: 32 bytes of 1.
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
INSERT INTO kept VALUES(1,'idempotency','01212BeDTCCNkkPOBZ4oYXPUcj9T53HVJ-vHsH-RotE','4tVJed3n85HyMCPlYNd2Mc1uGzrej_bjvre1-489eMk',89,'5911f66e-4376-402b-8dc5-576bebb1654b',300000000000,2067225600000,X'01a11e753bb4f0b0ace2107616d751553d39cd5b91326eb91d0f9f4e92bff26e5c43449c80bcdc',X'01a11e753b571ca382daf6c3aa287edecc342ef203280cd6a59ade3efb88c2fc16843e15baa295f96136308630fc899a620f');
INSERT INTO kept VALUES(2,'idempotency','01212BeDTCCNkkPOBZ4oYXPUcj9T53HVJ-vHsH-RotE','P8yxOyBIdQwRXlhi99mRodeEoisZC69UKJEZRyNc1SU',83,'1d3ab40e-0386-47c9-8b67-ca4bebe736c4',300000000000,2067225600000,X'01a11e753bfa18e25439178a726500bb17c73d1319fd23b442675ce1c3334793c7d5cb91dff4',X'01a11e753b9525c9ba01d03de0002d501d87d8c7b0fc3be9f23e4df8fb4068f0e62be41aac2ed037374908c7c1');
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
INSERT INTO backup VALUES(1,'jIGWml1Vk6d9tjER6tUDPOLCAT68QgXPJAYQpiPhKKc','1','MAPPINGS',1767225600000,'key a',1,NULL,42,300000000000,2067225600000,X'01a11e753b19acdb263b0592e4c48bc4005dde9b5fc5ad7d7c8f646759044447ead2524445f0365f5972');
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
INSERT INTO journal VALUES(1,'b','one','begun',48,300000000000,2067225600000,'{"id":"b"}',X'01a11e753bc808e5eeaea2eb66e127f6f7b7cf80655e9fa3e932cd99f2094ba828eb19774694');
INSERT INTO journal VALUES(2,'s','one','sent',48,300000000000,2067225600000,'{"sent":1}',X'01a11e753b8bf3ff0cb16504b71a407e97c3caa8ef20a906de4bbf6e7e69969670d0af6b6607');
INSERT INTO journal VALUES(3,'e','one','ended',11,300000000000,2067225600000,'{"ended":1}',NULL);
CREATE TABLE call (
     id INTEGER PRIMARY KEY,
     host TEXT NOT NULL,
     ended_at INTEGER
   , calls INTEGER NOT NULL DEFAULT 1) STRICT;
INSERT INTO call VALUES(2,'h',1767225600000,2);
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
PRAGMA user_version = 2;
PRAGMA journal_mode = WAL;
