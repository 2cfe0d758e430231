// Every page of people.
import type { Page } from '#foundation/web/page.ts'
import { addMemberPage } from './AddMemberPage.tsx'
import { adminPage } from './AdminPage.tsx'
import { invitationsPage, invitePage } from './InvitationsPage.tsx'
import { inviteGuestPage } from './InviteGuestPage.tsx'
import { memberPage } from './MemberPage.tsx'
import { membersPage } from './MembersPage.tsx'
import { myselfPage } from './MyselfPage.tsx'
import { peoplePage } from './PeoplePage.tsx'
import { personPage } from './PersonPage.tsx'

export const pages: readonly Page[] = [
  peoplePage,
  personPage,
  myselfPage,
  adminPage,
  membersPage,
  addMemberPage,
  memberPage,
  invitationsPage,
  invitePage,
  inviteGuestPage,
]
