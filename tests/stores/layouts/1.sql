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
INSERT INTO "changes" VALUES('c_1786dce59ca97d98','2026-11-23T23:15:42.059565+00:00','u_5d9f1f180c602c9a','added','d_abd40c5784e4b897','made-3-0',NULL,'doc_6b342045a515dc03',NULL,'67735ec4482ada5cc9cbf78b19c2e2cbde0be4d9c9c552aaa6ec2c7084407a79',NULL);
INSERT INTO "changes" VALUES('c_5f513da1624c97f1','2026-11-23T23:15:42.059565+00:00','u_5d9f1f180c602c9a','added','d_6264a47e2b10973f','made-3-1',NULL,'doc_355e1b247d00db41',NULL,'a4989f4e30c6495afcadd0094ca40c7285047d7e5853847d6f2422cd666c54c8',NULL);
INSERT INTO "changes" VALUES('c_edf71046cf784a50','2026-11-23T23:15:42.059565+00:00','u_5d9f1f180c602c9a','added','d_41892c1f72515510','made-3-2',NULL,'doc_51dbb50f83077523',NULL,'87c15cdc195cd12514ff5a247535b10843457b230a3244e2cc0a38565d4d8ea0',NULL);
INSERT INTO "changes" VALUES('c_f3f92b77afbacdce','2026-11-23T23:15:42.059565+00:00','u_5d9f1f180c602c9a','added','d_58f95973ba02bc27','made-3-3',NULL,'doc_7f7d8a586a7d3c42',NULL,'218ce7b456e7cd48c5bb28629a606a75ec116de8501a5763290aa4628e7b1cba',NULL);
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
  PRIMARY KEY ("document_id")
);
INSERT INTO "documents" VALUES('d_abd40c5784e4b897','made-3-0','doc_6b342045a515dc03','made-3-0','https://example.org/0.html','9e5a409f72be8ea19e5a409f72be8ea19e5a409f72be8ea19e5a409f72be8ea1','utf-8',107,'Hans','CN','冬冬业岭光土业产。木业平','云岭日报','2020-10-21','dateline','["方晓"]','{"pinyin_residue": 9}','1.0','made 1','67735ec4482ada5cc9cbf78b19c2e2cbde0be4d9c9c552aaa6ec2c7084407a79',NULL);
INSERT INTO "documents" VALUES('d_6264a47e2b10973f','made-3-1','doc_355e1b247d00db41','made-3-1','https://example.org/1.html','08e0b38dbc6a07cf08e0b38dbc6a07cf08e0b38dbc6a07cf08e0b38dbc6a07cf','utf-8',109,'Hans','CN','水西民学秋春月学。方冬金','云岭日报','2022-07-09','dateline','["方晓"]','{"pinyin_residue": 8}','1.0','made 1','a4989f4e30c6495afcadd0094ca40c7285047d7e5853847d6f2422cd666c54c8',NULL);
INSERT INTO "documents" VALUES('d_41892c1f72515510','made-3-2','doc_51dbb50f83077523','made-3-2','https://example.org/2.html','688c18ff9f51ebff688c18ff9f51ebff688c18ff9f51ebff688c18ff9f51ebff','utf-8',99,'Hans','CN','月水工禾商日远季。季火国','云岭日报','2023-07-11','dateline','["方晓"]','{"pinyin_residue": 3}','1.0','made 1','87c15cdc195cd12514ff5a247535b10843457b230a3244e2cc0a38565d4d8ea0',NULL);
INSERT INTO "documents" VALUES('d_58f95973ba02bc27','made-3-3','doc_7f7d8a586a7d3c42','made-3-3','https://example.org/3.html','16b635e419ee2c7316b635e419ee2c7316b635e419ee2c7316b635e419ee2c73','utf-8',152,'Hans','CN','文民晓西秋远禾月。湖华日','云岭日报','2020-10-25','dateline','["方晓"]','{"pinyin_residue": 2}','1.0','made 1','218ce7b456e7cd48c5bb28629a606a75ec116de8501a5763290aa4628e7b1cba',NULL);
CREATE TABLE "entities" (
  -- Persons, places and organizations of each article.
  "document_id" TEXT NOT NULL, -- the article
  "entity_id" TEXT NOT NULL, -- id within the article
  "entity_type" TEXT NOT NULL, -- person, place, organization
  "subtype" TEXT, -- official, executive, city, county, company, government, ...
  "name" TEXT NOT NULL, -- fullest form met, in the script of the article
  "name_hans" TEXT NOT NULL, -- the same in Simplified: joins across scripts
  "gb2260" TEXT, -- code of a mainland division
  PRIMARY KEY ("document_id", "entity_id"),
  CONSTRAINT "entities_to_document_id" FOREIGN KEY ("document_id") REFERENCES "documents" ("document_id")
);
INSERT INTO "entities" VALUES('d_abd40c5784e4b897','e_eee3d4e9ac9a1e84','place',NULL,'木业平水','木业平水',NULL);
INSERT INTO "entities" VALUES('d_abd40c5784e4b897','e_7d710a57173a132d','person',NULL,'木方河安','木方河安',NULL);
INSERT INTO "entities" VALUES('d_abd40c5784e4b897','e_87d0541713ccd96e','organization','government','南安南岭平','南安南岭平',NULL);
INSERT INTO "entities" VALUES('d_abd40c5784e4b897','e_42acfe3978f5979e','place','county','知土文文','知土文文','538319');
INSERT INTO "entities" VALUES('d_6264a47e2b10973f','e_428a5ac99dff73a6','place','county','方冬金夏','方冬金夏','538647');
INSERT INTO "entities" VALUES('d_6264a47e2b10973f','e_09fbe323a32b710f','person',NULL,'山生南光','山生南光',NULL);
INSERT INTO "entities" VALUES('d_6264a47e2b10973f','e_a1bc0e09cd495edd','organization','school','方秋农','方秋农',NULL);
INSERT INTO "entities" VALUES('d_41892c1f72515510','e_2fa875d6a712dce5','place','city','季火国','季火国','539735');
INSERT INTO "entities" VALUES('d_41892c1f72515510','e_59380c1f3ee28d34','person','executive','学云','学云',NULL);
INSERT INTO "entities" VALUES('d_41892c1f72515510','e_2643d59fd18fb903','organization','government','河星东生月','河星东生月',NULL);
INSERT INTO "entities" VALUES('d_41892c1f72515510','e_8e70f9f10dafc8b2','place',NULL,'东岭北','东岭北',NULL);
INSERT INTO "entities" VALUES('d_58f95973ba02bc27','e_a53a3f49561c4e7d','place','site','湖华日农','湖华日农',NULL);
INSERT INTO "entities" VALUES('d_58f95973ba02bc27','e_20b3cf21453e8815','person','official','武平','武平',NULL);
INSERT INTO "entities" VALUES('d_58f95973ba02bc27','e_9b837e75a5402694','organization','school','海武北东木','海武北东木',NULL);
INSERT INTO "entities" VALUES('d_58f95973ba02bc27','e_046bceb93914a7fc','place','county','星星国春江','星星国春江','531077');
INSERT INTO "entities" VALUES('d_58f95973ba02bc27','e_89d79f3a3b09389a','person',NULL,'冬山金','冬山金',NULL);
INSERT INTO "entities" VALUES('d_58f95973ba02bc27','e_688a2cce5cfc8b8b','organization','school','工国','工国',NULL);
INSERT INTO "entities" VALUES('d_58f95973ba02bc27','e_0f0fecd355e95a68','place','county','产国河学农河','产国河学农河','532157');
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
INSERT INTO "runs" VALUES('u_5d9f1f180c602c9a','2026-11-23T23:15:42.051367+00:00','2026-11-23T23:15:42.059565+00:00','made 1',4,0,0,0);
CREATE TABLE "store_info" (
  -- What this database is: one row a property.
  "name" TEXT NOT NULL, -- layout (number of the last migration), views (hash of their definitions)
  "value" TEXT NOT NULL, -- its value
  PRIMARY KEY ("name")
);
INSERT INTO "store_info" VALUES('layout','1');
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
CREATE INDEX "documents_published" ON "documents" ("published");
CREATE INDEX "documents_content_id" ON "documents" ("content_id");
CREATE INDEX "entities_name_hans" ON "entities" ("name_hans");
CREATE INDEX "entities_gb2260" ON "entities" ("gb2260");
CREATE INDEX "identifiers_code" ON "identifiers" ("code");
CREATE INDEX "positions_title_key" ON "positions" ("title_key");
CREATE INDEX "facts_indicator_key_period_end" ON "facts" ("indicator_key", "period_end");
CREATE INDEX "times_start_date" ON "times" ("start_date");
CREATE INDEX "events_event_type" ON "events" ("event_type");
CREATE INDEX "rejects_document_id" ON "rejects" ("document_id");
CREATE INDEX "rejects_code" ON "rejects" ("code");
CREATE INDEX "changes_changed_at" ON "changes" ("changed_at");
CREATE INDEX "changes_document_id" ON "changes" ("document_id");
COMMIT;
