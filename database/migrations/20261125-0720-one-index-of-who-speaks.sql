-- membership_speaks (20261121-1040) is the same index.
drop index people.membership_speaking;
