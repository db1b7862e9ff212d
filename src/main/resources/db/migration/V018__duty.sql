-- Who answers for a unit, and what must be found when that changes. None of these indexes gets a row at submission.

create index case_claimed on case_file (claimed_by) where closed_at is null and claimed_by is not null;
comment on index case_claimed is 'what somebody holds, to be freed when the post ends';

create index case_without_timer on case_file (owner_unit)
    where closed_at is null and (not isfinite(due_at) or due_at <= received_at);
comment on index case_without_timer is 'an invariant: empty as long as it holds';

create index duty_roster_staff on duty_roster (staff_id) where removed_at is null and staff_id is not null;
create index staff_post_page on staff_post (unit_code, post_id) where ended_at is null;
