-- What the role carebook_counter may read, applied again by `carebook migrate up` whenever this file has changed. It begins with
-- nothing, so that what isn't named here can't be read. Whoever reads is named by settings of the session: carebook.staff,
-- an id, and carebook.units, the ids of all units for which a role is held. Without them nothing that is protected is shown. Of
-- whoever stands in for others, carebook.lenders are their ids, and carebook.lent says "unit/person" for each unit and in whose place
-- it is seen: nothing is shown of a case from which all of them are excluded.
--
-- A condition is asked for each row that a query comes to, and planned with each query: a policy that asks a table asks that table's
-- policy, too, and so on. Functions that read as their owner cut that short; they tell no more than a unit or ids of cases. Units, of
-- which there may be thousands, are written with IN, which PostgreSQL puts into a hash table once for each query; the few cases from
-- which somebody is excluded are an array, of which it rightly expects that hardly any row is in it.

DO $rights$
DECLARE p record;
BEGIN
    FOR p IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = current_schema() LOOP
        EXECUTE format('DROP POLICY %I ON %I', p.policyname, p.tablename);
    END LOOP;
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM carebook_counter', current_schema());
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO carebook_counter', current_schema());
END $rights$;

CREATE OR REPLACE FUNCTION carebook_staff() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT current_setting('carebook.staff', true) $$;
CREATE OR REPLACE FUNCTION carebook_units() RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT unnest(string_to_array(current_setting('carebook.units', true), ',')) $$;
-- The viewer, and whoever the viewer stands in for.
CREATE OR REPLACE FUNCTION carebook_names() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT string_to_array(current_setting('carebook.lenders', true), ',') || current_setting('carebook.staff', true) $$;

-- These read as their owner: the cases from which the viewer is excluded, or those in whose place alone they would be seen; those of
-- to-dos and notices that name the viewer or somebody in whose place the viewer stands; those that the viewer asked for or that an
-- approved request opens to the viewer now, for as long as a role is held somewhere (Scope.reads says the same in Go); the unit of a
-- case, unless the viewer is kept from it. They name the schema instead of setting a path, which would cost more than they do: whoever
-- could turn the path against them could as well name another viewer.
DO $rights$
BEGIN
    EXECUTE format($f$
        CREATE OR REPLACE FUNCTION carebook_excluded() RETURNS text[] LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
        AS $$ BEGIN
            IF coalesce(current_setting('carebook.lenders', true), '') = '' THEN
                RETURN ARRAY(SELECT x.case_id FROM %1$I.case_exclusions x WHERE x.staff_id = current_setting('carebook.staff', true));
            END IF;
            RETURN ARRAY(SELECT x.case_id FROM %1$I.case_exclusions x WHERE x.staff_id = current_setting('carebook.staff', true)
                UNION SELECT x.case_id FROM %1$I.case_exclusions x JOIN %1$I.cases k ON k.id = x.case_id
                    WHERE x.staff_id = ANY (string_to_array(current_setting('carebook.lenders', true), ','))
                        AND NOT EXISTS (SELECT 1 FROM unnest(string_to_array(current_setting('carebook.lent', true), ',')) l
                            WHERE split_part(l, '/', 1) = k.unit_id AND NOT EXISTS (SELECT 1 FROM %1$I.case_exclusions y
                                WHERE y.case_id = k.id AND y.staff_id = split_part(l, '/', 2))));
        END $$;
        CREATE OR REPLACE FUNCTION carebook_named() RETURNS SETOF text LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
        AS $$ BEGIN RETURN QUERY
            SELECT o.case_id FROM %1$I.obligations o WHERE o.person_id = ANY (%1$I.carebook_names()) AND o.state = 'open'
            UNION SELECT n.case_id FROM %1$I.notices n WHERE n.to_staff = ANY (%1$I.carebook_names());
        END $$;
        CREATE OR REPLACE FUNCTION carebook_opened() RETURNS SETOF text LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
        AS $$ BEGIN
            IF current_setting('carebook.units', true) <> '' THEN RETURN QUERY
                SELECT k.id FROM (
                    SELECT l.case_id AS id FROM %1$I.loans l WHERE l.asker_id = current_setting('carebook.staff', true)
                    UNION SELECT g.record_case_id FROM %1$I.loan_grants g WHERE g.staff_id = current_setting('carebook.staff', true)
                        AND g.ended_at IS NULL AND g.from_at <= clock_timestamp() AND g.until_at > clock_timestamp()
                ) k WHERE NOT EXISTS (SELECT 1 FROM %1$I.case_exclusions x
                    WHERE x.case_id = k.id AND x.staff_id = current_setting('carebook.staff', true));
            END IF;
        END $$;
        CREATE OR REPLACE FUNCTION carebook_unit(id text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
        AS $$ BEGIN
            RETURN (SELECT k.unit_id FROM %1$I.cases k WHERE k.id = $1 AND NOT EXISTS (SELECT 1 FROM %1$I.case_exclusions x
                WHERE x.case_id = $1 AND (x.staff_id = current_setting('carebook.staff', true)
                    OR current_setting('carebook.lenders', true) <> '' AND $1 = ANY (%1$I.carebook_excluded()))));
        END $$;
    $f$, current_schema());
END $rights$;
REVOKE ALL ON FUNCTION carebook_staff(), carebook_units(), carebook_names(), carebook_excluded(), carebook_named(), carebook_opened(), carebook_unit(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION carebook_staff(), carebook_units(), carebook_names(), carebook_excluded(), carebook_named(), carebook_opened(), carebook_unit(text)
    TO carebook_counter;

-- Open to whoever is let in: models/rights.go says why each of them.
GRANT SELECT ON units, departments, staff, role_assignments, person_keys, editions, binders, calendars, outages, channels TO carebook_counter;

-- carebook_shown gives a table to the counter and says which of its rows are shown.
CREATE PROCEDURE carebook_shown(t regclass, condition text) LANGUAGE plpgsql AS $shown$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY carebook_counter ON %s FOR SELECT TO carebook_counter USING (%s)', t, condition);
    EXECUTE format('GRANT SELECT ON %s TO carebook_counter', t);
END $shown$;

-- Cases of the viewer's units and those that a request opens, and never one from which the viewer is excluded. A to-do or a notice that
-- names the viewer goes on naming its case when the viewer has left the unit.
CALL carebook_shown('cases', $$
    (unit_id IN (SELECT u FROM carebook_units() u) OR id IN (SELECT c FROM carebook_named() c) OR id IN (SELECT c FROM carebook_opened() c))
    AND id <> ALL ((SELECT carebook_excluded())::text[])$$);
CALL carebook_shown('case_exclusions', $$
    staff_id = (SELECT carebook_staff()) OR carebook_unit(case_id) IN (SELECT u FROM carebook_units() u)$$);

CALL carebook_shown('obligations', $$
    (unit_id IN (SELECT u FROM carebook_units() u) OR person_id = ANY ((SELECT carebook_names())::text[])
        OR case_id IN (SELECT c FROM carebook_opened() c))
    AND case_id <> ALL ((SELECT carebook_excluded())::text[])$$);
CALL carebook_shown('marks', $$
    carebook_unit(case_id) IN (SELECT u FROM carebook_units() u) OR EXISTS (SELECT 1 FROM obligations o WHERE o.id = marks.obligation_id)$$);
CALL carebook_shown('notices', $$
    (to_staff = ANY ((SELECT carebook_names())::text[]) OR to_staff IS NULL AND unit_id IN (SELECT u FROM carebook_units() u))
    AND case_id <> ALL ((SELECT carebook_excluded())::text[])$$);
CALL carebook_shown('notice_reads', $$ staff_id = (SELECT carebook_staff()) $$);

-- What belongs to a case is shown with it, but not because of a to-do or a notice alone.
DO $rights$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['complaints', 'complaint_copies', 'archives', 'archive_papers', 'archive_defects', 'credits', 'credit_lines',
        'credit_requests', 'credit_grades', 'return_visits', 'return_visit_rounds', 'return_visit_answers', 'leads', 'lead_contacts',
        'retentions', 'campaigns', 'campaign_pages', 'greetings', 'visits', 'visit_plans', 'visit_plan_lines', 'visit_activities', 'visit_quotas', 'loans', 'loan_reads', 'attachments', 'erasures', 'case_substitutes', 'hand_over_items']
    LOOP
        CALL carebook_shown(t::regclass,
            'carebook_unit(case_id) IN (SELECT u FROM carebook_units() u) OR case_id IN (SELECT c FROM carebook_opened() c)');
    END LOOP;
END $rights$;
CALL carebook_shown('ledger_entries', $$
    carebook_unit(case_id) IN (SELECT u FROM carebook_units() u)
    OR staff_id = (SELECT carebook_staff()) AND case_id IN (SELECT c FROM carebook_opened() c)$$);
CALL carebook_shown('loan_grants', $$ staff_id = (SELECT carebook_staff()) $$);
CALL carebook_shown('attachment_contents', $$ EXISTS (SELECT 1 FROM attachments a WHERE a.id = attachment_contents.attachment_id) $$);

-- The streams of cases, of their entries and of customers. Nobody at the counter reads those of imports, calendars and absences.
CALL carebook_shown('events', $$
    carebook_unit(events.stream) IN (SELECT u FROM carebook_units() u) OR events.stream IN (SELECT c FROM carebook_opened() c)
    OR events.stream LIKE 'entry/%' AND EXISTS (SELECT 1 FROM ledger_entries e WHERE e.id = substr(events.stream, 7))
    OR events.kind = 'customer' AND EXISTS (SELECT 1 FROM customers c WHERE c.id = events.stream)$$);

-- An entry says which others it counted, whoever's cases they stand in: by number and place alone.
CALL carebook_shown('entry_counts', $$ EXISTS (SELECT 1 FROM ledger_entries e WHERE e.id = entry_counts.entry_id) $$);
CALL carebook_shown('entry_decisions', $$ EXISTS (SELECT 1 FROM ledger_entries e WHERE e.id = entry_decisions.entry_id) $$);
CALL carebook_shown('fines', $$
    EXISTS (SELECT 1 FROM ledger_entries e WHERE e.id = fines.entry_id)
    OR EXISTS (SELECT 1 FROM entry_counts c WHERE c.counted_id = fines.entry_id)$$);

CALL carebook_shown('customers', $$ unit_id IN (SELECT u FROM carebook_units() u) $$);
CALL carebook_shown('vehicles', $$ EXISTS (SELECT 1 FROM customers c WHERE c.id = vehicles.customer_id) $$);
CALL carebook_shown('customer_birthdays', $$ EXISTS (SELECT 1 FROM customers c WHERE c.id = customer_birthdays.customer_id) $$);

-- What begins by itself is seen where somebody holds a role.
CALL carebook_shown('schedules', $$ unit_id IN (SELECT u FROM carebook_units() u) $$);
CALL carebook_shown('schedule_pauses', $$ EXISTS (SELECT 1 FROM schedules s WHERE s.id = schedule_pauses.schedule_id) $$);
CALL carebook_shown('schedule_periods', $$ EXISTS (SELECT 1 FROM schedules s WHERE s.id = schedule_periods.schedule_id) $$);

-- A lot says nothing of what a case is about, and who is called in for another hears of that one's lot: the unit alone counts.
CALL carebook_shown('sample_periods', $$ unit_id IN (SELECT u FROM carebook_units() u) $$);
CALL carebook_shown('samples', $$ EXISTS (SELECT 1 FROM sample_periods p WHERE p.id = samples.period_id) $$);
CALL carebook_shown('sample_gaps', $$ EXISTS (SELECT 1 FROM sample_periods p WHERE p.id = sample_gaps.period_id) $$);
CALL carebook_shown('sample_fills', $$ EXISTS (SELECT 1 FROM sample_periods p WHERE p.id = sample_fills.period_id) $$);

CALL carebook_shown('absences', $$
    staff_id = (SELECT carebook_staff()) OR staff_id IN
        (SELECT a.staff_id FROM role_assignments a WHERE a.unit_id IN (SELECT u FROM carebook_units() u))$$);
CALL carebook_shown('identities', $$
    staff_id = (SELECT carebook_staff()) OR staff_id IN
        (SELECT a.staff_id FROM role_assignments a WHERE a.unit_id IN (SELECT u FROM carebook_units() u))$$);
-- Who is above whom, who stands in and who hands over is told of people whom the viewer sees; of whoever holds no role yet or any
-- more, to those who administer people, for which the door asks.
CALL carebook_shown('substitutions', $$
    staff_id = (SELECT carebook_staff()) OR substitute_id = (SELECT carebook_staff()) OR staff_id IN
        (SELECT a.staff_id FROM role_assignments a WHERE a.unit_id IN (SELECT u FROM carebook_units() u))$$);
DO $rights$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['superiors', 'hand_overs'] LOOP
        CALL carebook_shown(t::regclass, format($$
            staff_id = (SELECT carebook_staff())
            OR staff_id IN (SELECT a.staff_id FROM role_assignments a WHERE a.unit_id IN (SELECT u FROM carebook_units() u))
            OR (SELECT carebook_staff()) <> '' AND NOT EXISTS (SELECT 1 FROM role_assignments a WHERE a.staff_id = %I.staff_id)$$, t));
    END LOOP;
END $rights$;
CALL carebook_shown('role_proposals', $$ unit_id IN (SELECT u FROM carebook_units() u) $$);
CALL carebook_shown('staff_channels', $$ staff_id = (SELECT carebook_staff()) $$);
-- What leaves the house is for administrators, for which the door asks.
CALL carebook_shown('outbox', $$
    (unit_id IN (SELECT u FROM carebook_units() u) OR unit_id IS NULL AND (SELECT carebook_staff()) <> '')
    AND (case_id IS NULL OR case_id <> ALL ((SELECT carebook_excluded())::text[]))$$);
CALL carebook_shown('sessions', $$ staff_id = (SELECT carebook_staff()) $$);
CALL carebook_shown('tokens', $$ staff_id = (SELECT carebook_staff()) $$);
CALL carebook_shown('credential_changes', $$ staff_id = (SELECT carebook_staff()) $$);
CALL carebook_shown('imports', $$ staff_id = (SELECT carebook_staff()) $$);
CALL carebook_shown('import_rows', $$ EXISTS (SELECT 1 FROM imports i WHERE i.id = import_rows.import_id) $$);

DROP PROCEDURE carebook_shown(regclass, text);
