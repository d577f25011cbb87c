-- +goose Up

-- A campaign has one clock for all pages that are opened while it runs.
ALTER TABLE campaign_pages ADD COLUMN clock_id text NOT NULL DEFAULT ''; -- obligation by which the page's customers are greeted
UPDATE campaign_pages SET clock_id = coalesce((SELECT o.id FROM obligations o WHERE o.case_id = campaign_pages.case_id AND o.duty = 'greet'
    AND o.calendar_n > 0 AND o.item = CAST(campaign_pages.n AS text)), '');

-- +goose Down

ALTER TABLE campaign_pages DROP COLUMN clock_id;
