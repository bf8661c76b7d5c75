BEGIN TRANSACTION;
CREATE TABLE "changes" (
  -- What came, changed and went, and which version stood before; kept when a document goes.
  "change_id" TEXT NOT NULL, -- hash of the row
  "changed_at" TIMESTAMP NOT NULL, -- when, UTC
  "run_id" TEXT NOT NULL, -- the run that did it
  "action" TEXT NOT NULL, -- added, changed, deleted
  "document_id" TEXT NOT NULL, -- hash of document_key
  "document_key" TEXT NOT NULL, -- key of the article
  "content_before" TEXT, -- content_id of the version that went
  "content_after" TEXT, -- content_id of the version that came
  "record_before" TEXT, -- record_hash of the version that went
  "record_after" TEXT, -- record_hash of the version that came
  "extractor_before" TEXT, -- what had made the version that went
  PRIMARY KEY ("change_id")
);
INSERT INTO "changes" VALUES('c_25d733babf26f062','2026-11-28T11:36:59.030197+00:00','u_b2c62d7db13333ab','added','d_abd40c5784e4b897','made-3-0',NULL,'doc_6b342045a515dc03',NULL,'67735ec4482ada5cc9cbf78b19c2e2cbde0be4d9c9c552aaa6ec2c7084407a79',NULL);
INSERT INTO "changes" VALUES('c_35e7971df9aa09c8','2026-11-28T11:36:59.030197+00:00','u_b2c62d7db13333ab','added','d_6264a47e2b10973f','made-3-1',NULL,'doc_355e1b247d00db41',NULL,'a4989f4e30c6495afcadd0094ca40c7285047d7e5853847d6f2422cd666c54c8',NULL);
INSERT INTO "changes" VALUES('c_3eddd87dfee1c3bd','2026-11-28T11:36:59.030197+00:00','u_b2c62d7db13333ab','added','d_41892c1f72515510','made-3-2',NULL,'doc_51dbb50f83077523',NULL,'87c15cdc195cd12514ff5a247535b10843457b230a3244e2cc0a38565d4d8ea0',NULL);
INSERT INTO "changes" VALUES('c_a04cff50fb9519c4','2026-11-28T11:36:59.030197+00:00','u_b2c62d7db13333ab','added','d_58f95973ba02bc27','made-3-3',NULL,'doc_7f7d8a586a7d3c42',NULL,'218ce7b456e7cd48c5bb28629a606a75ec116de8501a5763290aa4628e7b1cba',NULL);
CREATE TABLE "documents" (
  -- One row for each article; replaced as a whole by document_key.
  "document_id" TEXT NOT NULL, -- hash of document_key, the same on every machine; joins all tables
  "document_key" TEXT NOT NULL, -- what replaces an earlier version: the caller's id, else the uri, else content_id
  "content_id" TEXT NOT NULL, -- document.id of the record: hash of the text alone
  "source_id" TEXT, -- the caller's id
  "uri" TEXT, -- where it was published
  "sha256" TEXT NOT NULL, -- SHA-256 of the bytes
  "encoding" TEXT NOT NULL, -- Python codec of the bytes
  "text_length" INTEGER NOT NULL, -- length of the original text in code points
  "script" TEXT, -- Hans, Hant or mixed
  "region" TEXT, -- where it was published: CN, TW, HK, MO
  "headline" TEXT, -- headline, clean
  "publisher" TEXT, -- who published it
  "published" DATE, -- date of publication
  "published_from" TEXT, -- where that date was found
  "authors" TEXT NOT NULL, -- names of the reporters, JSON list
  "cleaning" TEXT NOT NULL, -- noise removed, counts by kind, JSON object
  "schema_version" TEXT NOT NULL, -- version of the record's schema
  "extractor" TEXT NOT NULL, -- program, version and options that made the record; empty where unknown
  "record_hash" TEXT NOT NULL, -- SHA-256 of the record, extractor and schema version: tells whether it changed
  "input_hash" TEXT, -- hash of the article as it was read: tells whether it need be extracted again
  "signature_id" TEXT, -- what it says, as one of signatures: reprints have the same or a near one
  PRIMARY KEY ("document_id")
);
INSERT INTO "documents" VALUES('d_abd40c5784e4b897','made-3-0','doc_6b342045a515dc03','made-3-0','https://example.org/0.html','9e5a409f72be8ea19e5a409f72be8ea19e5a409f72be8ea19e5a409f72be8ea1','utf-8',107,'Hans','CN','冬冬业岭光土业产。木业平','云岭日报','2020-10-21','dateline','["方晓"]','{"pinyin_residue": 9}','1.0','made 1','67735ec4482ada5cc9cbf78b19c2e2cbde0be4d9c9c552aaa6ec2c7084407a79',NULL,'s_3014e9e8bda23a75');
INSERT INTO "documents" VALUES('d_6264a47e2b10973f','made-3-1','doc_355e1b247d00db41','made-3-1','https://example.org/1.html','08e0b38dbc6a07cf08e0b38dbc6a07cf08e0b38dbc6a07cf08e0b38dbc6a07cf','utf-8',109,'Hans','CN','水西民学秋春月学。方冬金','云岭日报','2022-07-09','dateline','["方晓"]','{"pinyin_residue": 8}','1.0','made 1','a4989f4e30c6495afcadd0094ca40c7285047d7e5853847d6f2422cd666c54c8',NULL,'s_3a9973758638666c');
INSERT INTO "documents" VALUES('d_41892c1f72515510','made-3-2','doc_51dbb50f83077523','made-3-2','https://example.org/2.html','688c18ff9f51ebff688c18ff9f51ebff688c18ff9f51ebff688c18ff9f51ebff','utf-8',99,'Hans','CN','月水工禾商日远季。季火国','云岭日报','2023-07-11','dateline','["方晓"]','{"pinyin_residue": 3}','1.0','made 1','87c15cdc195cd12514ff5a247535b10843457b230a3244e2cc0a38565d4d8ea0',NULL,'s_f024bc790c16d340');
INSERT INTO "documents" VALUES('d_58f95973ba02bc27','made-3-3','doc_7f7d8a586a7d3c42','made-3-3','https://example.org/3.html','16b635e419ee2c7316b635e419ee2c7316b635e419ee2c7316b635e419ee2c73','utf-8',152,'Hans','CN','文民晓西秋远禾月。湖华日','云岭日报','2020-10-25','dateline','["方晓"]','{"pinyin_residue": 2}','1.0','made 1','218ce7b456e7cd48c5bb28629a606a75ec116de8501a5763290aa4628e7b1cba',NULL,'s_0e5aa4f6a3c43195');
CREATE TABLE "entities" (
  -- Persons, places and organizations of each article.
  "document_id" TEXT NOT NULL, -- the article
  "entity_id" TEXT NOT NULL, -- id within the article
  "entity_type" TEXT NOT NULL, -- person, place, organization
  "subtype" TEXT, -- official, executive, city, county, company, government, ...
  "name" TEXT NOT NULL, -- fullest form met, in the script of the article
  "name_hans" TEXT NOT NULL, -- the same in Simplified: joins across scripts
  "gb2260" TEXT, -- code of a mainland division
  "link_id" TEXT, -- what tells which thing it is, as one of links; NULL where the article does not tell enough
  PRIMARY KEY ("document_id", "entity_id"),
  CONSTRAINT "entities_to_document_id" FOREIGN KEY ("document_id") REFERENCES "documents" ("document_id")
);
INSERT INTO "entities" VALUES('d_abd40c5784e4b897','e_eee3d4e9ac9a1e84','place',NULL,'木业平水','木业平水',NULL,NULL);
INSERT INTO "entities" VALUES('d_abd40c5784e4b897','e_7d710a57173a132d','person',NULL,'木方河安','木方河安',NULL,NULL);
INSERT INTO "entities" VALUES('d_abd40c5784e4b897','e_87d0541713ccd96e','organization','government','南安南岭平','南安南岭平',NULL,NULL);
INSERT INTO "entities" VALUES('d_abd40c5784e4b897','e_42acfe3978f5979e','place','county','知土文文','知土文文','538319','l_4188478c2e70e277');
INSERT INTO "entities" VALUES('d_6264a47e2b10973f','e_428a5ac99dff73a6','place','county','方冬金夏','方冬金夏','538647','l_396a59b27890776e');
INSERT INTO "entities" VALUES('d_6264a47e2b10973f','e_09fbe323a32b710f','person',NULL,'山生南光','山生南光',NULL,NULL);
INSERT INTO "entities" VALUES('d_6264a47e2b10973f','e_a1bc0e09cd495edd','organization','school','方秋农','方秋农',NULL,NULL);
INSERT INTO "entities" VALUES('d_41892c1f72515510','e_2fa875d6a712dce5','place','city','季火国','季火国','539735','l_65aa478086248ada');
INSERT INTO "entities" VALUES('d_41892c1f72515510','e_59380c1f3ee28d34','person','executive','学云','学云',NULL,'l_27fd616394cfa94b');
INSERT INTO "entities" VALUES('d_41892c1f72515510','e_2643d59fd18fb903','organization','government','河星东生月','河星东生月',NULL,NULL);
INSERT INTO "entities" VALUES('d_41892c1f72515510','e_8e70f9f10dafc8b2','place',NULL,'东岭北','东岭北',NULL,NULL);
INSERT INTO "entities" VALUES('d_58f95973ba02bc27','e_a53a3f49561c4e7d','place','site','湖华日农','湖华日农',NULL,NULL);
INSERT INTO "entities" VALUES('d_58f95973ba02bc27','e_20b3cf21453e8815','person','official','武平','武平',NULL,'l_dcd6ff488d6e9d3c');
INSERT INTO "entities" VALUES('d_58f95973ba02bc27','e_9b837e75a5402694','organization','school','海武北东木','海武北东木',NULL,NULL);
INSERT INTO "entities" VALUES('d_58f95973ba02bc27','e_046bceb93914a7fc','place','county','星星国春江','星星国春江','531077','l_ad0889f6c75ebc6c');
INSERT INTO "entities" VALUES('d_58f95973ba02bc27','e_89d79f3a3b09389a','person',NULL,'冬山金','冬山金',NULL,NULL);
INSERT INTO "entities" VALUES('d_58f95973ba02bc27','e_688a2cce5cfc8b8b','organization','school','工国','工国',NULL,NULL);
INSERT INTO "entities" VALUES('d_58f95973ba02bc27','e_0f0fecd355e95a68','place','county','产国河学农河','产国河学农河','532157','l_0512a1eb16ea6f80');
CREATE TABLE "event_participants" (
  -- Who took part in events, and as what.
  "document_id" TEXT NOT NULL, -- the article
  "event_id" TEXT NOT NULL, -- the event
  "entity_id" TEXT NOT NULL, -- the participant
  "role" TEXT NOT NULL, -- host, chair, speaker, attendee, ...
  PRIMARY KEY ("document_id", "event_id", "entity_id", "role"),
  CONSTRAINT "event_participants_to_event_id" FOREIGN KEY ("document_id", "event_id") REFERENCES "events" ("document_id", "event_id"),
  CONSTRAINT "event_participants_to_entity_id" FOREIGN KEY ("document_id", "entity_id") REFERENCES "entities" ("document_id", "entity_id")
) WITHOUT ROWID;
INSERT INTO "event_participants" VALUES('d_41892c1f72515510','ev_0','e_2fa875d6a712dce5','host');
INSERT INTO "event_participants" VALUES('d_41892c1f72515510','ev_1','e_2fa875d6a712dce5','attendee');
INSERT INTO "event_participants" VALUES('d_58f95973ba02bc27','ev_1','e_20b3cf21453e8815','attendee');
INSERT INTO "event_participants" VALUES('d_58f95973ba02bc27','ev_1','e_9b837e75a5402694','host');
INSERT INTO "event_participants" VALUES('d_58f95973ba02bc27','ev_1','e_a53a3f49561c4e7d','attendee');
INSERT INTO "event_participants" VALUES('d_6264a47e2b10973f','ev_0','e_428a5ac99dff73a6','attendee');
INSERT INTO "event_participants" VALUES('d_6264a47e2b10973f','ev_1','e_09fbe323a32b710f','attendee');
INSERT INTO "event_participants" VALUES('d_6264a47e2b10973f','ev_1','e_428a5ac99dff73a6','host');
INSERT INTO "event_participants" VALUES('d_6264a47e2b10973f','ev_1','e_a1bc0e09cd495edd','attendee');
INSERT INTO "event_participants" VALUES('d_abd40c5784e4b897','ev_0','e_eee3d4e9ac9a1e84','host');
CREATE TABLE "event_times" (
  -- When events happened.
  "document_id" TEXT NOT NULL, -- the article
  "event_id" TEXT NOT NULL, -- the event
  "time_id" TEXT NOT NULL, -- the mention of the time
  PRIMARY KEY ("document_id", "event_id", "time_id"),
  CONSTRAINT "event_times_to_event_id" FOREIGN KEY ("document_id", "event_id") REFERENCES "events" ("document_id", "event_id"),
  CONSTRAINT "event_times_to_time_id" FOREIGN KEY ("document_id", "time_id") REFERENCES "times" ("document_id", "time_id")
) WITHOUT ROWID;
INSERT INTO "event_times" VALUES('d_41892c1f72515510','ev_0','t_0');
INSERT INTO "event_times" VALUES('d_41892c1f72515510','ev_1','t_0');
INSERT INTO "event_times" VALUES('d_58f95973ba02bc27','ev_0','t_0');
INSERT INTO "event_times" VALUES('d_58f95973ba02bc27','ev_1','t_0');
INSERT INTO "event_times" VALUES('d_6264a47e2b10973f','ev_0','t_0');
INSERT INTO "event_times" VALUES('d_6264a47e2b10973f','ev_1','t_0');
INSERT INTO "event_times" VALUES('d_abd40c5784e4b897','ev_0','t_0');
CREATE TABLE "events" (
  -- Meetings, visits, appointments, accidents, ...
  "document_id" TEXT NOT NULL, -- the article
  "event_id" TEXT NOT NULL, -- id within the article
  "event_type" TEXT NOT NULL, -- meeting, visit, appointment, removal, signing, acquisition, accident, ruling, ...
  "name" TEXT NOT NULL, -- what it is called
  "place_id" TEXT, -- entity of where it happened
  "start_offset" INTEGER NOT NULL, -- begin of the span
  "end_offset" INTEGER NOT NULL, -- end of the span
  "text" TEXT NOT NULL, -- slice of the original
  "clean" TEXT NOT NULL, -- the same passage, clean
  PRIMARY KEY ("document_id", "event_id"),
  CONSTRAINT "events_to_document_id" FOREIGN KEY ("document_id") REFERENCES "documents" ("document_id"),
  CONSTRAINT "events_to_place_id" FOREIGN KEY ("document_id", "place_id") REFERENCES "entities" ("document_id", "entity_id")
);
INSERT INTO "events" VALUES('d_abd40c5784e4b897','ev_0','accident','第0次',NULL,72,78,'季星河远远西','季星河远远西');
INSERT INTO "events" VALUES('d_6264a47e2b10973f','ev_0','signing','第0次',NULL,46,52,'东季业秋商农','东季业秋商农');
INSERT INTO "events" VALUES('d_6264a47e2b10973f','ev_1','meeting','第1次',NULL,53,59,'林光北日火业','林光北日火业');
INSERT INTO "events" VALUES('d_41892c1f72515510','ev_0','accident','第0次',NULL,53,59,'农夏北安川火','农夏北安川火');
INSERT INTO "events" VALUES('d_41892c1f72515510','ev_1','signing','第1次',NULL,60,66,'海南云木民安','海南云木民安');
INSERT INTO "events" VALUES('d_58f95973ba02bc27','ev_0','visit','第0次','e_046bceb93914a7fc',110,116,'学西国水北林','学西国水北林');
INSERT INTO "events" VALUES('d_58f95973ba02bc27','ev_1','award','第1次','e_0f0fecd355e95a68',117,123,'安商兵明生产','安商兵明生产');
CREATE TABLE "fact_mentions" (
  -- Further spans that say the same fact.
  "document_id" TEXT NOT NULL, -- the article
  "fact_id" TEXT NOT NULL, -- the fact
  "start_offset" INTEGER NOT NULL, -- begin of the span
  "end_offset" INTEGER NOT NULL, -- end of the span
  "text" TEXT NOT NULL, -- slice of the original
  "clean" TEXT NOT NULL, -- the same passage, clean
  PRIMARY KEY ("document_id", "fact_id", "start_offset", "end_offset"),
  CONSTRAINT "fact_mentions_to_fact_id" FOREIGN KEY ("document_id", "fact_id") REFERENCES "facts" ("document_id", "fact_id")
) WITHOUT ROWID;
INSERT INTO "fact_mentions" VALUES('d_41892c1f72515510','f_3',90,94,'西东西东','西东西东');
INSERT INTO "fact_mentions" VALUES('d_6264a47e2b10973f','f_0',64,67,'夏文金','夏文金');
INSERT INTO "fact_mentions" VALUES('d_6264a47e2b10973f','f_2',82,88,'土水华东火山','土水华东火山');
INSERT INTO "fact_mentions" VALUES('d_6264a47e2b10973f','f_3',97,104,'河夏产冬季冬火','河夏产冬季冬火');
CREATE TABLE "facts" (
  -- Numeric facts with indicator, unit, period, place and basis.
  "document_id" TEXT NOT NULL, -- the article
  "fact_id" TEXT NOT NULL, -- id within the article
  "kind" TEXT NOT NULL, -- quantity, change, share, rank
  "indicator" TEXT, -- what was measured, as the article names it
  "indicator_key" TEXT, -- its Simplified, canonical form: the key of a series
  "value_text" TEXT, -- the value, exact, as a decimal string
  "value" REAL, -- the value, all scales folded in, signed; NULL for a range
  "low_text" TEXT, -- lower bound of a range, exact
  "low" REAL, -- lower bound of a range
  "high_text" TEXT, -- upper bound of a range, exact
  "high" REAL, -- upper bound of a range
  "modifier" TEXT NOT NULL, -- exact, about, nearly, over, at_least, at_most, under, range
  "increment" BOOLEAN, -- for times: whether it grew by the number (1.5倍), not to it
  "unit" TEXT, -- ISO 4217, UCUM, percent, pp, times, or the counter in Simplified
  "unit_inferred" BOOLEAN NOT NULL, -- whether the currency was taken from the article's region
  "dimension" TEXT, -- money, count, ratio, area, mass, ...
  "period_start" DATE, -- first day of the period
  "period_end" DATE, -- last day of the period
  "period_edtf" TEXT, -- the period in EDTF (ISO 8601-2)
  "period_text" TEXT, -- the words that tell it
  "period_from" TEXT, -- phrase, sentence, paragraph or article
  "period_cumulative" BOOLEAN, -- whether it adds up from the period's begin
  "period_inferred" BOOLEAN, -- whether a part of it was taken from the article
  "place_id" TEXT, -- entity of the area that the figure covers
  "subject_id" TEXT, -- entity or event that it is said of
  "basis" TEXT, -- of a change: year_on_year, month_on_month, quarter_on_quarter, since, from_previous
  "price_basis" TEXT, -- constant or current prices
  "release_status" TEXT, -- preliminary or revised
  "scope" TEXT, -- of ranks and shares: within what
  "of_fact_id" TEXT, -- the fact that changed or is ranked
  "modality" TEXT NOT NULL, -- actual, planned, forecast, estimated, limit, denied
  "speaker_id" TEXT, -- entity of who says it
  "sentence_start" INTEGER NOT NULL, -- begin of its sentence
  "sentence_end" INTEGER NOT NULL, -- end of its sentence
  "confidence" REAL NOT NULL, -- 0 to 1
  "rule" TEXT NOT NULL, -- the rule that found it
  "start_offset" INTEGER NOT NULL, -- begin of the span: modifier, number and unit
  "end_offset" INTEGER NOT NULL, -- end of the span
  "text" TEXT NOT NULL, -- slice of the original
  "clean" TEXT NOT NULL, -- the same passage, clean
  PRIMARY KEY ("document_id", "fact_id"),
  CONSTRAINT "facts_to_document_id" FOREIGN KEY ("document_id") REFERENCES "documents" ("document_id"),
  CONSTRAINT "facts_to_place_id" FOREIGN KEY ("document_id", "place_id") REFERENCES "entities" ("document_id", "entity_id"),
  CONSTRAINT "facts_to_speaker_id" FOREIGN KEY ("document_id", "speaker_id") REFERENCES "entities" ("document_id", "entity_id")
);
INSERT INTO "facts" VALUES('d_abd40c5784e4b897','f_0','quantity','出口额','出口额','482472812336',482472812336.0,NULL,NULL,NULL,NULL,'exact',NULL,'t',0,'mass','2022-01-01','2022-12-31','2022','2022年','phrase',1,0,NULL,'e_87d0541713ccd96e',NULL,NULL,'preliminary',NULL,NULL,'actual',NULL,0,82,0.37,'clause',79,82,'湖土商','湖土商');
INSERT INTO "facts" VALUES('d_abd40c5784e4b897','f_1','quantity','发明专利拥有量','发明专利拥有量','1725.4',1725.4,NULL,NULL,NULL,NULL,'exact',NULL,'km',0,'length','2023-01-01','2023-12-31','2023','2023年','phrase',1,0,'e_42acfe3978f5979e','ev_0',NULL,NULL,NULL,NULL,NULL,'actual',NULL,0,90,0.18,'clause',83,90,'岭月民东华工星','岭月民东华工星');
INSERT INTO "facts" VALUES('d_abd40c5784e4b897','f_2','quantity','失业率','失业率','519310933172',519310933172.0,NULL,NULL,NULL,NULL,'exact',NULL,'件',0,'count','2020-01-01','2020-12-31','2020','2020年','phrase',1,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'actual',NULL,0,96,0.43,'clause',91,96,'晓民云晓文','晓民云晓文');
INSERT INTO "facts" VALUES('d_abd40c5784e4b897','f_3','change','居民人均可支配收入','居民人均可支配收入','45400312285',45400312285.0,NULL,NULL,NULL,NULL,'exact',NULL,'%',0,'ratio','2022-01-01','2022-12-31','2022','2022年','phrase',1,0,'e_42acfe3978f5979e',NULL,'year_on_year',NULL,'preliminary',NULL,'f_2','actual',NULL,0,102,0.38,'clause',97,102,'河土湖林星','河土湖林星');
INSERT INTO "facts" VALUES('d_6264a47e2b10973f','f_0','quantity','发明专利拥有量','发明专利拥有量','170745016112',170745016112.0,NULL,NULL,NULL,NULL,'exact',NULL,'件',0,'count','2021-01-01','2021-12-31','2021','2021年','phrase',1,0,'e_428a5ac99dff73a6','e_a1bc0e09cd495edd',NULL,NULL,NULL,NULL,NULL,'actual',NULL,0,63,0.14,'clause',60,63,'夏文金','夏文金');
INSERT INTO "facts" VALUES('d_6264a47e2b10973f','f_1','quantity','出口额','出口额','692885882837',692885882837.0,NULL,NULL,NULL,NULL,'exact',NULL,'km',0,'length','2023-01-01','2023-12-31','2023','2023年','phrase',1,0,NULL,'ev_0',NULL,NULL,NULL,NULL,NULL,'actual',NULL,0,74,0.09,'clause',68,74,'光东农平晓生','光东农平晓生');
INSERT INTO "facts" VALUES('d_6264a47e2b10973f','f_2','change','地区生产总值','地区生产总值','1013.2',1013.2,NULL,NULL,NULL,NULL,'exact',NULL,'%',0,'ratio','2024-01-01','2024-12-31','2024','2024年','phrase',1,0,NULL,'e_a1bc0e09cd495edd','year_on_year',NULL,'preliminary',NULL,'f_1','actual',NULL,0,81,0.99,'clause',75,81,'土水华东火山','土水华东火山');
INSERT INTO "facts" VALUES('d_6264a47e2b10973f','f_3','rank','大棚面积','大棚面积','16',16.0,NULL,NULL,NULL,NULL,'exact',NULL,NULL,0,NULL,'2023-01-01','2023-12-31','2023','2023年','phrase',1,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'actual',NULL,0,96,0.71,'clause',89,96,'河夏产冬季冬火','河夏产冬季冬火');
INSERT INTO "facts" VALUES('d_41892c1f72515510','f_0','quantity','失业率','失业率','9526.3',9526.3,NULL,NULL,NULL,NULL,'exact',NULL,'t',0,'mass','2020-01-01','2020-12-31','2020','2020年','phrase',1,0,'e_2fa875d6a712dce5','e_2643d59fd18fb903',NULL,NULL,NULL,NULL,NULL,'actual',NULL,0,73,0.37,'clause',67,73,'水知晓方知平','水知晓方知平');
INSERT INTO "facts" VALUES('d_41892c1f72515510','f_1','quantity','粮食产量','粮食产量','741666227883',741666227883.0,NULL,NULL,NULL,NULL,'exact',NULL,'人',0,'count','2022-01-01','2022-12-31','2022','2022年','phrase',1,0,NULL,'e_2643d59fd18fb903',NULL,NULL,'preliminary',NULL,NULL,'actual',NULL,0,78,0.6,'clause',74,78,'安季秋日','安季秋日');
INSERT INTO "facts" VALUES('d_41892c1f72515510','f_2','quantity','粮食产量','粮食产量','830030492550',830030492550.0,NULL,NULL,NULL,NULL,'exact',NULL,'km',0,'length','2021-01-01','2021-12-31','2021','2021年','phrase',1,0,'e_2fa875d6a712dce5',NULL,NULL,NULL,NULL,NULL,NULL,'actual',NULL,0,84,0.31,'clause',79,84,'武生河北林','武生河北林');
INSERT INTO "facts" VALUES('d_41892c1f72515510','f_3','quantity','居民人均可支配收入','居民人均可支配收入','8178.8',8178.8,NULL,NULL,NULL,NULL,'exact',NULL,'km',0,'length','2022-01-01','2022-12-31','2022','2022年','phrase',1,0,'e_8e70f9f10dafc8b2','ev_1',NULL,NULL,NULL,NULL,NULL,'actual',NULL,0,89,0.83,'clause',85,89,'西东西东','西东西东');
INSERT INTO "facts" VALUES('d_58f95973ba02bc27','f_0','quantity','失业率','失业率','7742.1',7742.1,NULL,NULL,NULL,NULL,'exact',NULL,'人',0,'count',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'e_0f0fecd355e95a68','e_9b837e75a5402694',NULL,NULL,'preliminary',NULL,NULL,'actual',NULL,0,130,0.13,'clause',124,130,'国青晓青川学','国青晓青川学');
INSERT INTO "facts" VALUES('d_58f95973ba02bc27','f_1','quantity','大棚面积','大棚面积','215534624725',215534624725.0,NULL,NULL,NULL,NULL,'exact',NULL,'人',0,'count','2019-01-01','2019-12-31','2019','2019年','phrase',1,0,'e_046bceb93914a7fc','e_9b837e75a5402694',NULL,NULL,NULL,NULL,NULL,'actual',NULL,0,135,0.75,'clause',131,135,'季武江禾','季武江禾');
INSERT INTO "facts" VALUES('d_58f95973ba02bc27','f_2','change','发明专利拥有量','发明专利拥有量','999084712939',999084712939.0,NULL,NULL,NULL,NULL,'exact',NULL,'%',0,'ratio','2023-01-01','2023-12-31','2023','2023年','phrase',1,0,'e_a53a3f49561c4e7d','ev_1','year_on_year',NULL,'preliminary',NULL,'f_1','actual',NULL,0,139,0.45,'clause',136,139,'湖山东','湖山东');
INSERT INTO "facts" VALUES('d_58f95973ba02bc27','f_3','share','发明专利拥有量','发明专利拥有量','5368.9',5368.9,NULL,NULL,NULL,NULL,'exact',NULL,'%',0,'ratio',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'e_a53a3f49561c4e7d','ev_0',NULL,NULL,NULL,NULL,NULL,'actual',NULL,0,147,0.88,'clause',140,147,'学南秋林光农国','学南秋林光农国');
CREATE TABLE "identifiers" (
  -- Codes of entities by scheme.
  "document_id" TEXT NOT NULL, -- the article
  "entity_id" TEXT NOT NULL, -- the entity
  "scheme" TEXT NOT NULL, -- gb2260, iso3166, wikidata, uscc, ticker; candidate: a code that it may stand for, undecided
  "code" TEXT NOT NULL, -- the code
  PRIMARY KEY ("document_id", "entity_id", "scheme", "code"),
  CONSTRAINT "identifiers_to_entity_id" FOREIGN KEY ("document_id", "entity_id") REFERENCES "entities" ("document_id", "entity_id")
) WITHOUT ROWID;
INSERT INTO "identifiers" VALUES('d_41892c1f72515510','e_8e70f9f10dafc8b2','candidate','530102');
INSERT INTO "identifiers" VALUES('d_58f95973ba02bc27','e_a53a3f49561c4e7d','candidate','530102');
INSERT INTO "identifiers" VALUES('d_abd40c5784e4b897','e_eee3d4e9ac9a1e84','candidate','530102');
INSERT INTO "identifiers" VALUES('d_41892c1f72515510','e_8e70f9f10dafc8b2','candidate','530103');
INSERT INTO "identifiers" VALUES('d_58f95973ba02bc27','e_a53a3f49561c4e7d','candidate','530103');
INSERT INTO "identifiers" VALUES('d_abd40c5784e4b897','e_eee3d4e9ac9a1e84','candidate','530103');
INSERT INTO "identifiers" VALUES('d_58f95973ba02bc27','e_046bceb93914a7fc','gb2260','531077');
INSERT INTO "identifiers" VALUES('d_58f95973ba02bc27','e_0f0fecd355e95a68','gb2260','532157');
INSERT INTO "identifiers" VALUES('d_abd40c5784e4b897','e_42acfe3978f5979e','gb2260','538319');
INSERT INTO "identifiers" VALUES('d_6264a47e2b10973f','e_428a5ac99dff73a6','gb2260','538647');
INSERT INTO "identifiers" VALUES('d_41892c1f72515510','e_2fa875d6a712dce5','gb2260','539735');
CREATE TABLE "link_anchors" (
  -- The anchors of links, for finding links that share one.
  "anchor_id" TEXT NOT NULL, -- hash of the anchor
  "link_id" TEXT NOT NULL, -- the link
  PRIMARY KEY ("anchor_id", "link_id"),
  CONSTRAINT "link_anchors_to_link_id" FOREIGN KEY ("link_id") REFERENCES "links" ("link_id")
) WITHOUT ROWID;
INSERT INTO "link_anchors" VALUES('a_0facf80e056c6bec','l_0512a1eb16ea6f80');
INSERT INTO "link_anchors" VALUES('a_01e5ef9644307eae','l_27fd616394cfa94b');
INSERT INTO "link_anchors" VALUES('a_e4a8bf85d2fd9adb','l_396a59b27890776e');
INSERT INTO "link_anchors" VALUES('a_eee17ea9ad4eb18a','l_4188478c2e70e277');
INSERT INTO "link_anchors" VALUES('a_a59575b5c8edf33d','l_65aa478086248ada');
INSERT INTO "link_anchors" VALUES('a_7c236ff5a356c3a9','l_ad0889f6c75ebc6c');
INSERT INTO "link_anchors" VALUES('a_5c409085eaec3128','l_dcd6ff488d6e9d3c');
CREATE TABLE "links" (
  -- What articles tell of things: a name with its anchors. Entities point here, things are links with common anchors.
  "link_id" TEXT NOT NULL, -- hash of type, name and anchors
  "thing_id" TEXT NOT NULL, -- the thing
  "thing_type" TEXT NOT NULL, -- person, place, company, body
  "name_hans" TEXT NOT NULL, -- name in Simplified
  "anchors" TEXT NOT NULL, -- codes, names, a person's name with the body or place of the office: JSON list
  PRIMARY KEY ("link_id"),
  CONSTRAINT "links_to_thing_id" FOREIGN KEY ("thing_id") REFERENCES "things" ("thing_id")
);
INSERT INTO "links" VALUES('l_4188478c2e70e277','x_eee17ea9ad4eb18a','place','知土文文','["gb2260:538319"]');
INSERT INTO "links" VALUES('l_396a59b27890776e','x_e4a8bf85d2fd9adb','place','方冬金夏','["gb2260:538647"]');
INSERT INTO "links" VALUES('l_65aa478086248ada','x_a59575b5c8edf33d','place','季火国','["gb2260:539735"]');
INSERT INTO "links" VALUES('l_27fd616394cfa94b','x_01e5ef9644307eae','person','学云','["person:学云@gb2260:539735"]');
INSERT INTO "links" VALUES('l_ad0889f6c75ebc6c','x_7c236ff5a356c3a9','place','星星国春江','["gb2260:531077"]');
INSERT INTO "links" VALUES('l_0512a1eb16ea6f80','x_0facf80e056c6bec','place','产国河学农河','["gb2260:532157"]');
INSERT INTO "links" VALUES('l_dcd6ff488d6e9d3c','x_5c409085eaec3128','person','武平','["person:武平@gb2260:532157"]');
CREATE TABLE "mentions" (
  -- Where each entity is named; offsets are code points of the original text, end exclusive.
  "document_id" TEXT NOT NULL, -- the article
  "entity_id" TEXT NOT NULL, -- the entity
  "start_offset" INTEGER NOT NULL, -- begin of the span
  "end_offset" INTEGER NOT NULL, -- end of the span
  "text" TEXT NOT NULL, -- slice of the original
  "clean" TEXT NOT NULL, -- the same passage, clean
  PRIMARY KEY ("document_id", "entity_id", "start_offset", "end_offset"),
  CONSTRAINT "mentions_to_entity_id" FOREIGN KEY ("document_id", "entity_id") REFERENCES "entities" ("document_id", "entity_id")
) WITHOUT ROWID;
INSERT INTO "mentions" VALUES('d_41892c1f72515510','e_2643d59fd18fb903',23,28,'河星东生月','河星东生月');
INSERT INTO "mentions" VALUES('d_41892c1f72515510','e_2643d59fd18fb903',29,34,'河星东生月','河星东生月');
INSERT INTO "mentions" VALUES('d_41892c1f72515510','e_2fa875d6a712dce5',9,12,'季火国','季火国');
INSERT INTO "mentions" VALUES('d_41892c1f72515510','e_2fa875d6a712dce5',13,16,'季火国','季火国');
INSERT INTO "mentions" VALUES('d_41892c1f72515510','e_59380c1f3ee28d34',17,19,'学云','学云');
INSERT INTO "mentions" VALUES('d_41892c1f72515510','e_59380c1f3ee28d34',20,22,'学云','学云');
INSERT INTO "mentions" VALUES('d_41892c1f72515510','e_8e70f9f10dafc8b2',35,38,'东岭北','东岭北');
INSERT INTO "mentions" VALUES('d_41892c1f72515510','e_8e70f9f10dafc8b2',39,42,'东岭北','东岭北');
INSERT INTO "mentions" VALUES('d_58f95973ba02bc27','e_046bceb93914a7fc',37,42,'星星国春江','星星国春江');
INSERT INTO "mentions" VALUES('d_58f95973ba02bc27','e_046bceb93914a7fc',43,48,'星星国春江','星星国春江');
INSERT INTO "mentions" VALUES('d_58f95973ba02bc27','e_0f0fecd355e95a68',63,69,'产国河学农河','产国河学农河');
INSERT INTO "mentions" VALUES('d_58f95973ba02bc27','e_0f0fecd355e95a68',70,76,'产国河学农河','产国河学农河');
INSERT INTO "mentions" VALUES('d_58f95973ba02bc27','e_20b3cf21453e8815',19,21,'武平','武平');
INSERT INTO "mentions" VALUES('d_58f95973ba02bc27','e_20b3cf21453e8815',22,24,'武平','武平');
INSERT INTO "mentions" VALUES('d_58f95973ba02bc27','e_688a2cce5cfc8b8b',57,59,'工国','工国');
INSERT INTO "mentions" VALUES('d_58f95973ba02bc27','e_688a2cce5cfc8b8b',60,62,'工国','工国');
INSERT INTO "mentions" VALUES('d_58f95973ba02bc27','e_89d79f3a3b09389a',49,52,'冬山金','冬山金');
INSERT INTO "mentions" VALUES('d_58f95973ba02bc27','e_89d79f3a3b09389a',53,56,'冬山金','冬山金');
INSERT INTO "mentions" VALUES('d_58f95973ba02bc27','e_9b837e75a5402694',25,30,'海武北东木','海武北东木');
INSERT INTO "mentions" VALUES('d_58f95973ba02bc27','e_9b837e75a5402694',31,36,'海武北东木','海武北东木');
INSERT INTO "mentions" VALUES('d_58f95973ba02bc27','e_a53a3f49561c4e7d',9,13,'湖华日农','湖华日农');
INSERT INTO "mentions" VALUES('d_58f95973ba02bc27','e_a53a3f49561c4e7d',14,18,'湖华日农','湖华日农');
INSERT INTO "mentions" VALUES('d_6264a47e2b10973f','e_09fbe323a32b710f',19,23,'山生南光','山生南光');
INSERT INTO "mentions" VALUES('d_6264a47e2b10973f','e_09fbe323a32b710f',24,28,'山生南光','山生南光');
INSERT INTO "mentions" VALUES('d_6264a47e2b10973f','e_428a5ac99dff73a6',9,13,'方冬金夏','方冬金夏');
INSERT INTO "mentions" VALUES('d_6264a47e2b10973f','e_428a5ac99dff73a6',14,18,'方冬金夏','方冬金夏');
INSERT INTO "mentions" VALUES('d_6264a47e2b10973f','e_a1bc0e09cd495edd',29,32,'方秋农','方秋农');
INSERT INTO "mentions" VALUES('d_6264a47e2b10973f','e_a1bc0e09cd495edd',33,36,'方秋农','方秋农');
INSERT INTO "mentions" VALUES('d_abd40c5784e4b897','e_42acfe3978f5979e',41,45,'知土文文','知土文文');
INSERT INTO "mentions" VALUES('d_abd40c5784e4b897','e_42acfe3978f5979e',46,50,'知土文文','知土文文');
INSERT INTO "mentions" VALUES('d_abd40c5784e4b897','e_7d710a57173a132d',19,23,'木方河安','木方河安');
INSERT INTO "mentions" VALUES('d_abd40c5784e4b897','e_7d710a57173a132d',24,28,'木方河安','木方河安');
INSERT INTO "mentions" VALUES('d_abd40c5784e4b897','e_87d0541713ccd96e',29,34,'南安南岭平','南安南岭平');
INSERT INTO "mentions" VALUES('d_abd40c5784e4b897','e_87d0541713ccd96e',35,40,'南安南岭平','南安南岭平');
INSERT INTO "mentions" VALUES('d_abd40c5784e4b897','e_eee3d4e9ac9a1e84',9,13,'木业平水','木业平水');
INSERT INTO "mentions" VALUES('d_abd40c5784e4b897','e_eee3d4e9ac9a1e84',14,18,'木业平水','木业平水');
CREATE TABLE "positions" (
  -- Who holds which office.
  "document_id" TEXT NOT NULL, -- the article
  "position_id" TEXT NOT NULL, -- hash of person, title, body, place, status and span
  "person_id" TEXT NOT NULL, -- entity of the holder
  "title" TEXT NOT NULL, -- bare office
  "title_key" TEXT NOT NULL, -- the same in Simplified
  "organization_id" TEXT, -- entity of the body
  "place_id" TEXT, -- entity of the place
  "status" TEXT NOT NULL, -- current, former, acting, appointed
  "start_offset" INTEGER NOT NULL, -- begin of the title's span
  "end_offset" INTEGER NOT NULL, -- end of the title's span
  "text" TEXT NOT NULL, -- slice of the original
  "clean" TEXT NOT NULL, -- the same passage, clean
  PRIMARY KEY ("document_id", "position_id"),
  CONSTRAINT "positions_to_person_id" FOREIGN KEY ("document_id", "person_id") REFERENCES "entities" ("document_id", "entity_id"),
  CONSTRAINT "positions_to_organization_id" FOREIGN KEY ("document_id", "organization_id") REFERENCES "entities" ("document_id", "entity_id"),
  CONSTRAINT "positions_to_place_id" FOREIGN KEY ("document_id", "place_id") REFERENCES "entities" ("document_id", "entity_id")
);
INSERT INTO "positions" VALUES('d_abd40c5784e4b897','p_51e8de834a19c97f','e_7d710a57173a132d','市长','市长',NULL,'e_eee3d4e9ac9a1e84','former',51,53,'市长','市长');
INSERT INTO "positions" VALUES('d_6264a47e2b10973f','p_c7ad209e21347762','e_09fbe323a32b710f','处长','处长','e_a1bc0e09cd495edd',NULL,'former',37,39,'处长','处长');
INSERT INTO "positions" VALUES('d_41892c1f72515510','p_1806bad098332cd3','e_59380c1f3ee28d34','副市长','副市长',NULL,'e_2fa875d6a712dce5','current',43,46,'副市长','副市长');
INSERT INTO "positions" VALUES('d_58f95973ba02bc27','p_d53c724cb37e9fba','e_20b3cf21453e8815','市委书记','市委书记',NULL,'e_0f0fecd355e95a68','former',77,81,'市委书记','市委书记');
INSERT INTO "positions" VALUES('d_58f95973ba02bc27','p_87884afa463d3c56','e_89d79f3a3b09389a','董事长','董事长','e_688a2cce5cfc8b8b','e_a53a3f49561c4e7d','current',82,85,'董事长','董事长');
CREATE TABLE "rejects" (
  -- What was seen and could not be used: numbers and names of an article, and inputs that failed as a whole.
  "reject_id" TEXT NOT NULL, -- hash of article or input, code and span
  "document_id" TEXT, -- the article; NULL for an input that failed as a whole
  "input" TEXT, -- name of the input that failed
  "kind" TEXT NOT NULL, -- unresolved, warning, input
  "code" TEXT NOT NULL, -- kind of reason, for machines
  "message" TEXT NOT NULL, -- the reason, for people
  "start_offset" INTEGER, -- begin of the span
  "end_offset" INTEGER, -- end of the span
  "text" TEXT, -- slice of the original
  PRIMARY KEY ("reject_id"),
  CONSTRAINT "rejects_to_document_id" FOREIGN KEY ("document_id") REFERENCES "documents" ("document_id")
);
INSERT INTO "rejects" VALUES('r_2dbd8b2667cddafd','d_abd40c5784e4b897',NULL,'unresolved','no-unit','数字没有单位',103,106,'西禾云');
INSERT INTO "rejects" VALUES('r_2030f4168248e64b','d_6264a47e2b10973f',NULL,'unresolved','no-unit','数字没有单位',105,108,'知光业');
INSERT INTO "rejects" VALUES('r_b45539f1d1541282','d_41892c1f72515510',NULL,'unresolved','no-unit','数字没有单位',95,98,'土江禾');
INSERT INTO "rejects" VALUES('r_c2ca7e79b6f5514a','d_58f95973ba02bc27',NULL,'unresolved','no-unit','数字没有单位',148,151,'夏华夏');
CREATE TABLE "runs" (
  -- Each load that changed something.
  "run_id" TEXT NOT NULL, -- hash of when, where and by which process it ran
  "started_at" TIMESTAMP NOT NULL, -- when it began, UTC
  "finished_at" TIMESTAMP, -- when it last wrote, UTC
  "extractor" TEXT NOT NULL, -- program and version that made the records, as told
  "added" INTEGER NOT NULL, -- documents that came
  "changed" INTEGER NOT NULL, -- documents that were replaced
  "unchanged" INTEGER NOT NULL, -- documents that were there already, as they are
  "deleted" INTEGER NOT NULL, -- documents that were withdrawn
  PRIMARY KEY ("run_id")
);
INSERT INTO "runs" VALUES('u_b2c62d7db13333ab','2026-11-28T11:36:58.826606+00:00','2026-11-28T11:36:59.030197+00:00','made 1',4,0,0,0);
CREATE TABLE "signature_bands" (
  -- Parts of signatures, for finding near ones.
  "band_id" INTEGER NOT NULL, -- mix of the band's number and its three numbers
  "signature_id" TEXT NOT NULL, -- the signature
  PRIMARY KEY ("band_id", "signature_id"),
  CONSTRAINT "signature_bands_to_signature_id" FOREIGN KEY ("signature_id") REFERENCES "signatures" ("signature_id")
) WITHOUT ROWID;
INSERT INTO "signature_bands" VALUES(-9174375221416448589,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(-6632055286224457812,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(-4918054152437939114,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(-3219334092168449686,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(-2772886499940994894,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(-672765972844929811,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(-134211661350436590,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(-74180706678934238,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(838818341252497400,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(1959815551316008212,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(2854012232403796687,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(3202964921739319350,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(3216536453078016616,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(3725359144125073969,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(4461061509886184337,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(5378121551213576417,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(5686383653143871340,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(6099390171287440609,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(7963856612044832967,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(9081570430739591994,'s_0e5aa4f6a3c43195');
INSERT INTO "signature_bands" VALUES(-9038403021176022207,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(-8844606156434193949,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(-5253330574824134519,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(-4955656011865462468,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(-3131189841061751466,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(-2850503047364899460,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(-1021448900321799027,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(-353404305427087789,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(-336287319870953448,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(49302249156881043,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(606420415419467145,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(914914435393210798,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(1995189908257366592,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(2259635945534391143,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(4068155895085087676,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(5301485162875369442,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(6218468284639978563,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(6261004045827992927,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(7321948760274432294,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(8723567068435763507,'s_3014e9e8bda23a75');
INSERT INTO "signature_bands" VALUES(-8761673452879623394,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(-7578284308177075773,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(-6524602761963655595,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(-4514711826367136634,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(-4102842167897915096,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(-3244549787514475697,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(-2834948483065329691,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(-2764748065165342625,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(-2329003466370237844,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(-1992100991871220441,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(-1487814478619010241,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(-1160279757594802418,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(1676093481646146266,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(1889257856160993307,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(4647740900405172756,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(5903617139692349653,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(6139034129375115135,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(6756715595137319780,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(7969183906026113462,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(8654984026627426493,'s_3a9973758638666c');
INSERT INTO "signature_bands" VALUES(-9008386201889556308,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(-8643406071033843721,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(-7268516608107154306,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(-7184792125243211146,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(-6714084469571733515,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(-3387742873075591982,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(-3209505433730948191,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(-2692173683977225723,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(-1203198102762991143,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(-146987611037057071,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(878858396932867722,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(1992778280829556739,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(2168101771783336222,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(2600958694875860967,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(3256029412467888185,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(4666728833020435829,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(4728377352167817354,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(5270117481016995413,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(6844629427899104864,'s_f024bc790c16d340');
INSERT INTO "signature_bands" VALUES(8938006741810933405,'s_f024bc790c16d340');
CREATE TABLE "signatures" (
  -- What articles say, as 60 numbers (MinHash over entities, figures, times and titles in their order).
  "signature_id" TEXT NOT NULL, -- hash of what it says
  "group_id" TEXT NOT NULL, -- articles of one group are reprints of each other: the smallest signature_id of the group
  "minhash" BLOB, -- 60 numbers of 32 bits, little-endian; NULL for articles that say too little
  PRIMARY KEY ("signature_id")
);
INSERT INTO "signatures" VALUES('s_3014e9e8bda23a75','s_3014e9e8bda23a75',X'19F7B50A06F2742F750B9426F6BC9C082F954D370A20BD1B81D7A8384E4904011BC85505B0C8123D45D2331455E99B083F9E5903BA4CB810F8F51505F7089D045B43841541929A166781B509FB2FF00AE15EB20595C7280380A03A02DCE4A1007DF84910AC29900BA5E1C10527330A0305F1E10CBED46C2F1D042417E756050FC78CED06F9A08C08D2C9CB046B0DC70535B1450455B13E0132F018399DBD6207FFAAAD0026D1A101ED63451B0D8387011DC7A50FF3BF5719F661AD08CF4E9601CFB1A73BA4DB460F2AD3CC0E0BFB720349FF14002FFB473F24868C232B9056105CC06900DB266615DEF9471638FFC713');
INSERT INTO "signatures" VALUES('s_3a9973758638666c','s_3a9973758638666c',X'5AD5491477AEE226AEDFF3048C8A4212436D1B24C557A30E389FA36AD8F72E1A1FFCD8352D644B191FCEC403D9617A1BF6704815D6BFE21B68C4B61361ECAB0C8AAE301137DD891E90DC0D17E429C21AC3EB0C07612D22167CA6571AA201141EF12D8703307488558C85580B00280950601354278D0BED07F4CEF0272F9B5E0C88B5E417D262930D4540280475D0AA068FBB3A26B707390AECFBC300B0E85F02B977F729627AA615FC80471CAA141807EA0435555938A782EA84F704D70C822D79827105695BD21FB0B971099BF9BE00A1D45008DBF7F8236323914433147403E19E110A720EC404AD4D4A1021EDD400');
INSERT INTO "signatures" VALUES('s_f024bc790c16d340','s_f024bc790c16d340',X'D94BA00546A3E106F8611C1581EB0901130CC334860B5404C885F71A2A212F29D56E9C01B482AA06A4571905023F8909275B622D58E4F404ECBEF3068BB26B1D15374B2FF2F3140134A54400FAFB3E035DE1D9429EEF5114144C5E27E524D41C6693130618EB3D47EBE7EF0108709C0C64904D10D5BF250B2AFE22276585C31BD250B229960E995D285FE947FFFB2F08B4B8D4071704072355CA5D0A200C7C2F7AFA694040D1451DCE4D3C004F8A591973BE3D0AA6FDB31D5CFBE207A1FE1D1EF0364C138CBF0F037EDD4001A8297005C234210F81388503948C990A6BF68D01B6DE1108D43BAB0ADD6D9C03B9178C06');
INSERT INTO "signatures" VALUES('s_0e5aa4f6a3c43195','s_0e5aa4f6a3c43195',X'E029F408D5D6040A018C5804C70EBC113C805E00591A7013A534B613A8FA0B017A9ABF0D1BB97F009DBEF201DE0CA8126A73090359D8200001704C27E3B0DA2A737AC90219FC7B0E3858E70032BAEA01A420750996AC680D0EB1380550BC6904D9134323D3B97309717316102D599A10A3CBE224E5F9C4036076CE03120C8A198D985C0A8D692A0458FD9902E594AA120893491AF2241D046A18EB10F0B8040E4E99290F9442740177DAA52D2EA0C60A14CFA1019F6CCB0DC33104162BDE2A1840D03E02AC06A402F8888C0A33771D0662BF7E09E108C61D06E7810A370E6101DA6BC515806E440393270105CDCECF07');
CREATE TABLE "store_info" (
  -- What this database is: one row a property.
  "name" TEXT NOT NULL, -- layout (number of the last migration), views (hash of their definitions)
  "value" TEXT NOT NULL, -- its value
  PRIMARY KEY ("name")
);
INSERT INTO "store_info" VALUES('layout','2');
INSERT INTO "store_info" VALUES('views','bdb7fce205a458a8');
CREATE TABLE "things" (
  -- One row for each person with an office, place, company and body, over all articles.
  "thing_id" TEXT NOT NULL, -- hash of its first anchor
  "thing_type" TEXT NOT NULL, -- person, place, company, body
  "name_hans" TEXT NOT NULL, -- fullest name of all articles, in Simplified
  "anchor" TEXT NOT NULL, -- first of the anchors that its links share
  PRIMARY KEY ("thing_id")
);
INSERT INTO "things" VALUES('x_eee17ea9ad4eb18a','place','知土文文','gb2260:538319');
INSERT INTO "things" VALUES('x_e4a8bf85d2fd9adb','place','方冬金夏','gb2260:538647');
INSERT INTO "things" VALUES('x_a59575b5c8edf33d','place','季火国','gb2260:539735');
INSERT INTO "things" VALUES('x_01e5ef9644307eae','person','学云','person:学云@gb2260:539735');
INSERT INTO "things" VALUES('x_7c236ff5a356c3a9','place','星星国春江','gb2260:531077');
INSERT INTO "things" VALUES('x_0facf80e056c6bec','place','产国河学农河','gb2260:532157');
INSERT INTO "things" VALUES('x_5c409085eaec3128','person','武平','person:武平@gb2260:532157');
CREATE TABLE "times" (
  -- Mentions of dates, periods and times of day.
  "document_id" TEXT NOT NULL, -- the article
  "time_id" TEXT NOT NULL, -- id within the article
  "edtf" TEXT NOT NULL, -- the date in EDTF (ISO 8601-2); empty for a time of day alone
  "start_date" DATE, -- first day
  "end_date" DATE, -- last day
  "clock" TEXT, -- time of day
  "inferred" BOOLEAN NOT NULL, -- whether the year was taken from the article
  "start_offset" INTEGER NOT NULL, -- begin of the span
  "end_offset" INTEGER NOT NULL, -- end of the span
  "text" TEXT NOT NULL, -- slice of the original
  "clean" TEXT NOT NULL, -- the same passage, clean
  PRIMARY KEY ("document_id", "time_id"),
  CONSTRAINT "times_to_document_id" FOREIGN KEY ("document_id") REFERENCES "documents" ("document_id")
);
INSERT INTO "times" VALUES('d_abd40c5784e4b897','t_0','2020-06-15','2020-06-15','2020-06-15','22:00',1,54,59,'月海工海金','月海工海金');
INSERT INTO "times" VALUES('d_abd40c5784e4b897','t_1','2021-03-18','2021-03-18','2021-03-18','22:00',1,60,65,'川日水民云','川日水民云');
INSERT INTO "times" VALUES('d_abd40c5784e4b897','t_2','2021-09-10','2021-09-10','2021-09-10',NULL,0,66,71,'火夏岭木晓','火夏岭木晓');
INSERT INTO "times" VALUES('d_6264a47e2b10973f','t_0','2020-02-11','2020-02-11','2020-02-11','22:00',0,40,45,'月民林夏冬','月民林夏冬');
INSERT INTO "times" VALUES('d_41892c1f72515510','t_0','2021-02-12','2021-02-12','2021-02-12',NULL,0,47,52,'明商远江明','明商远江明');
INSERT INTO "times" VALUES('d_58f95973ba02bc27','t_0','2020-03-12','2020-03-12','2020-03-12',NULL,0,86,91,'兵南武南江','兵南武南江');
INSERT INTO "times" VALUES('d_58f95973ba02bc27','t_1','2021-04-14','2021-04-14','2021-04-14',NULL,0,92,97,'学林土文金','学林土文金');
INSERT INTO "times" VALUES('d_58f95973ba02bc27','t_2','2023-09-12','2023-09-12','2023-09-12','22:00',0,98,103,'安安星兵河','安安星兵河');
INSERT INTO "times" VALUES('d_58f95973ba02bc27','t_3','2024-04-18','2024-04-18','2024-04-18','22:00',0,104,109,'光光水山知','光光水山知');
CREATE TABLE "units" (
  -- Units of one dimension that are turned into another: value times factor.
  "unit" TEXT NOT NULL, -- unit of facts
  "base_unit" TEXT NOT NULL, -- unit of the series
  "factor_text" TEXT NOT NULL, -- how many base units it is, exact
  "factor" REAL NOT NULL, -- how many base units it is
  PRIMARY KEY ("unit")
);
INSERT INTO "units" VALUES('GHz','Hz','1000000000',1000000000.0);
INSERT INTO "units" VALUES('GW','kW','1000000',1000000.0);
INSERT INTO "units" VALUES('GW.h','kW.h','1000000',1000000.0);
INSERT INTO "units" VALUES('L','m3','0.001',0.001);
INSERT INTO "units" VALUES('MHz','Hz','1000000',1000000.0);
INSERT INTO "units" VALUES('MPa','Pa','1000000',1000000.0);
INSERT INTO "units" VALUES('MV','V','1000000',1000000.0);
INSERT INTO "units" VALUES('MW','kW','1000',1000.0);
INSERT INTO "units" VALUES('MW.h','kW.h','1000',1000.0);
INSERT INTO "units" VALUES('TW','kW','1000000000',1000000000.0);
INSERT INTO "units" VALUES('TW.h','kW.h','1000000000',1000000000.0);
INSERT INTO "units" VALUES('W','kW','0.001',0.001);
INSERT INTO "units" VALUES('W.h','kW.h','0.001',0.001);
INSERT INTO "units" VALUES('[mi_i]','m','1609.344',1609.344);
INSERT INTO "units" VALUES('[nmi_i]','m','1852',1852.0);
INSERT INTO "units" VALUES('ar','m2','100',100.0);
INSERT INTO "units" VALUES('cm','m','0.01',0.01);
INSERT INTO "units" VALUES('cm2','m2','0.0001',0.0001);
INSERT INTO "units" VALUES('cm3','m3','0.000001',1.0e-06);
INSERT INTO "units" VALUES('dm','m','0.1',0.1);
INSERT INTO "units" VALUES('dm2','m2','0.01',0.01);
INSERT INTO "units" VALUES('dm3','m3','0.001',0.001);
INSERT INTO "units" VALUES('g','t','0.000001',1.0e-06);
INSERT INTO "units" VALUES('hL','m3','0.1',0.1);
INSERT INTO "units" VALUES('hPa','Pa','100',100.0);
INSERT INTO "units" VALUES('har','m2','10000',10000.0);
INSERT INTO "units" VALUES('kHz','Hz','1000',1000.0);
INSERT INTO "units" VALUES('kL','m3','1',1.0);
INSERT INTO "units" VALUES('kPa','Pa','1000',1000.0);
INSERT INTO "units" VALUES('kV','V','1000',1000.0);
INSERT INTO "units" VALUES('kg','t','0.001',0.001);
INSERT INTO "units" VALUES('km','m','1000',1000.0);
INSERT INTO "units" VALUES('km2','m2','1000000',1000000.0);
INSERT INTO "units" VALUES('mL','m3','0.000001',1.0e-06);
INSERT INTO "units" VALUES('mg','t','0.000000001',1.0e-09);
INSERT INTO "units" VALUES('mm','m','0.001',0.001);
INSERT INTO "units" VALUES('mm2','m2','0.000001',1.0e-06);
INSERT INTO "units" VALUES('nm','m','0.000000001',1.0e-09);
INSERT INTO "units" VALUES('um','m','0.000001',1.0e-06);
INSERT INTO "units" VALUES('两','t','0.00005',5.0e-05);
INSERT INTO "units" VALUES('台斤','t','0.0006',0.0006);
INSERT INTO "units" VALUES('担','t','0.05',0.05);
INSERT INTO "units" VALUES('斤','t','0.0005',0.0005);
INSERT INTO "units" VALUES('里','m','500',500.0);
CREATE INDEX "documents_published" ON "documents" ("published");
CREATE INDEX "documents_content_id" ON "documents" ("content_id");
CREATE INDEX "documents_signature_id" ON "documents" ("signature_id");
CREATE INDEX "documents_record_hash" ON "documents" ("record_hash");
CREATE INDEX "entities_name_hans" ON "entities" ("name_hans");
CREATE INDEX "entities_gb2260" ON "entities" ("gb2260");
CREATE INDEX "entities_link_id" ON "entities" ("link_id");
CREATE INDEX "identifiers_code" ON "identifiers" ("code");
CREATE INDEX "positions_title_key" ON "positions" ("title_key");
CREATE INDEX "facts_indicator_key_period_end" ON "facts" ("indicator_key", "period_end");
CREATE INDEX "times_start_date" ON "times" ("start_date");
CREATE INDEX "events_event_type" ON "events" ("event_type");
CREATE INDEX "rejects_document_id" ON "rejects" ("document_id");
CREATE INDEX "rejects_code" ON "rejects" ("code");
CREATE INDEX "changes_changed_at" ON "changes" ("changed_at");
CREATE INDEX "changes_document_id" ON "changes" ("document_id");
CREATE INDEX "things_name_hans" ON "things" ("name_hans");
CREATE INDEX "links_thing_id" ON "links" ("thing_id");
CREATE INDEX "link_anchors_link_id" ON "link_anchors" ("link_id");
CREATE INDEX "signatures_group_id" ON "signatures" ("group_id");
CREATE INDEX "signature_bands_signature_id" ON "signature_bands" ("signature_id");
CREATE VIEW "named_entities" AS
SELECT e.document_id, e.entity_id, e.entity_type, e.subtype, e.name, e.name_hans, t.thing_id, t.thing_type,
  COALESCE(t.name_hans, e.name_hans) AS thing_name
FROM "entities" e
LEFT JOIN "links" l ON l.link_id = e.link_id
LEFT JOIN "things" t ON t.thing_id = l.thing_id;
CREATE VIEW "figures" AS
SELECT f.document_id, f.fact_id, d.document_key, d.published, d.publisher,
  COALESCE(s.group_id, f.document_id) AS story,
  f.kind, f.indicator, f.indicator_key, f.modality, f.modifier, f.basis, f.value_text, f.value, f.low, f.high, f.unit,
  CASE WHEN u.factor IS NULL THEN f.value ELSE f.value * u.factor END AS base_value, COALESCE(u.base_unit, f.unit) AS base_unit,
  f.period_start, f.period_end, f.of_fact_id, f.confidence,
  CASE WHEN f.subject_id IS NOT NULL THEN COALESCE(subject.thing_id, f.document_id) END AS subject_thing,
  subject.thing_type AS subject_type, subject.thing_name AS subject,
  CASE WHEN f.place_id IS NOT NULL THEN COALESCE(place.thing_id, f.document_id) END AS place_thing,
  place.thing_name AS place
FROM "facts" f
JOIN "documents" d ON d.document_id = f.document_id
LEFT JOIN "signatures" s ON s.signature_id = d.signature_id
LEFT JOIN "units" u ON u.unit = f.unit
LEFT JOIN "named_entities" subject ON subject.document_id = f.document_id AND subject.entity_id = f.subject_id
LEFT JOIN "named_entities" place ON place.document_id = f.document_id AND place.entity_id = f.place_id;
CREATE VIEW "series" AS
WITH reported AS (
  SELECT q.*, c.value AS change_value
  FROM "figures" q
  LEFT JOIN "facts" c ON c.document_id = q.document_id AND c.of_fact_id = q.fact_id
    AND c.kind = 'change' AND c.basis = 'year_on_year' AND c.unit = '%'
  WHERE q.kind IN ('quantity', 'share') AND q.modality = 'actual' AND q.value IS NOT NULL
    AND q.indicator_key IS NOT NULL AND q.period_start IS NOT NULL AND q.period_end IS NOT NULL
), points AS (
  SELECT indicator_key, subject_thing, MIN(subject_type) AS subject_type, MIN(subject) AS subject,
    place_thing, MIN(place) AS place, period_start, period_end, base_value, base_unit,
    MIN(change_value) AS year_on_year, MAX(CASE WHEN modifier = 'exact' THEN 1 ELSE 0 END) AS is_exact,
    COUNT(DISTINCT story) AS stories, COUNT(DISTINCT document_id) AS articles, MAX(published) AS last_published
  FROM reported
  GROUP BY indicator_key, subject_thing, place_thing, period_start, period_end, base_value, base_unit
), ranked AS (
  SELECT p.*,
    ROW_NUMBER() OVER (PARTITION BY indicator_key, subject_thing, place_thing, period_start, period_end, base_unit
      ORDER BY is_exact DESC, stories DESC, last_published DESC, base_value) AS number_,
    COUNT(*) OVER (PARTITION BY indicator_key, subject_thing, place_thing, period_start, period_end, base_unit)
      AS versions
  FROM points p
)
SELECT indicator_key, subject, subject_thing, subject_type, place, place_thing, period_start, period_end,
  base_value AS value, base_unit AS unit, year_on_year, is_exact, stories, articles, versions, last_published
FROM ranked
WHERE number_ = 1;
CREATE VIEW "company_figures" AS
SELECT subject AS company, subject_thing AS company_id, indicator_key, place, period_start, period_end, value, unit,
  year_on_year, stories, articles, versions, last_published
FROM "series"
WHERE subject_type = 'company';
CREATE VIEW "conflicts" AS
SELECT indicator_key, MIN(subject) AS subject, MIN(place) AS place, period_start, period_end, base_unit AS unit,
  MIN(base_value) AS lowest, MAX(base_value) AS highest,
  CASE WHEN MAX(base_value) <> 0 THEN (MAX(base_value) - MIN(base_value)) / ABS(MAX(base_value)) END AS spread,
  COUNT(DISTINCT base_value) AS versions, COUNT(DISTINCT story) AS stories, COUNT(DISTINCT document_id) AS articles
FROM "figures"
WHERE kind IN ('quantity', 'share') AND modality = 'actual' AND modifier = 'exact' AND value IS NOT NULL
  AND indicator_key IS NOT NULL AND period_start IS NOT NULL AND period_end IS NOT NULL
  AND (subject_thing IS NOT NULL OR place_thing IS NOT NULL)
GROUP BY indicator_key, subject_thing, place_thing, period_start, period_end, base_unit, kind
HAVING COUNT(DISTINCT base_value) > 1 AND COUNT(DISTINCT story) > 1;
CREATE VIEW "offices" AS
SELECT person.thing_id AS person_id, person.thing_name AS person, p.title_key AS title,
  COALESCE(body.thing_id, body.name_hans, '') AS body_id, body.thing_name AS body,
  COALESCE(place.thing_id, place.name_hans, '') AS place_id, place.thing_name AS place,
  p.status, d.published, d.document_id, d.document_key, COALESCE(s.group_id, d.document_id) AS story
FROM "positions" p
JOIN "documents" d ON d.document_id = p.document_id
JOIN "named_entities" person ON person.document_id = p.document_id AND person.entity_id = p.person_id
LEFT JOIN "signatures" s ON s.signature_id = d.signature_id
LEFT JOIN "named_entities" body ON body.document_id = p.document_id AND body.entity_id = p.organization_id
LEFT JOIN "named_entities" place ON place.document_id = p.document_id AND place.entity_id = p.place_id
WHERE person.thing_id IS NOT NULL;
CREATE VIEW "current_offices" AS
WITH told AS (
  SELECT o.*,
    ROW_NUMBER() OVER (PARTITION BY person_id, title, body_id, place_id
      ORDER BY CASE WHEN published IS NULL THEN 1 ELSE 0 END, published DESC, document_id) AS number_
  FROM "offices" o
), seen AS (
  SELECT person_id, title, body_id, place_id, MIN(published) AS first_seen, MAX(published) AS last_seen,
    COUNT(DISTINCT story) AS stories, COUNT(DISTINCT document_id) AS articles
  FROM "offices"
  GROUP BY person_id, title, body_id, place_id
)
SELECT told.person, told.title, told.body, told.place, told.status, seen.first_seen, seen.last_seen, seen.stories,
  seen.articles, told.person_id, told.document_key AS last_document
FROM told
JOIN seen ON seen.person_id = told.person_id AND seen.title = told.title
  AND seen.body_id = told.body_id AND seen.place_id = told.place_id
WHERE told.number_ = 1 AND told.status <> 'former';
COMMIT;
