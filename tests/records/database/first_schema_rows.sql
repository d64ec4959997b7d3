INSERT INTO cycle VALUES (1, 'lama', 'permenpanrb-59-2020', 1);
INSERT INTO submission VALUES (1, 'ab', 'a.xlsx', 'a', '2024-05-21T01:30:00+00:00', 'Ani', 'diskominfo', '', '', NULL, NULL, NULL, NULL);
INSERT INTO entry VALUES (1, 'diskominfo', 'I13-L3-01', 1, 'submitted', '2024-05-21T01:30:00+00:00', 'Ani', 1, '', '', NULL);
INSERT INTO scope_fact VALUES (1, 'yes', '');
INSERT INTO event (kind, at, actor, submission_id, opd, topic, version, note) VALUES ('entered', '2024-05-21T01:30:00+00:00', 'Ani', 1, 'diskominfo', 'I13-L3-01', 1, '');
