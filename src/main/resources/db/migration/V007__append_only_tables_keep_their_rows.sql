-- Rows of the history and of the trail could not be changed or deleted one by one; now not all at once either.

create trigger case_event_never_emptied before truncate on case_event for each statement execute function refuse_change();
create trigger audit_event_never_emptied before truncate on audit_event for each statement execute function refuse_change();
