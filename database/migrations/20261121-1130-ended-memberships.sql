-- Every minute it is asked who has left (capabilities/open-items/succession.ts): of a million memberships a few have an end.
create index membership_until on people.membership (until) where until is not null;
