// What becomes of people, dossiers and open items when organisations get another name, merge or split.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { Refusal } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import { type Member, openTown, type Town } from './testing.ts'

let town: Town
/** As the database counts days: around midnight that may be another day than on the clock of whoever runs this. */
let now: string
before(async () => {
  town = await openTown()
  now = (await town.owner.query('select current_date::text as day')).rows[0].day
})
after(() => town.stop())

const today = () => now
const dayFrom = (days: number) =>
  new Date(Date.parse(`${today()}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

const refused = (code: string) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.fields[0]?.code ?? error.code, code)
  return true
}

/** A dossier with an entry for the organisation, led by one member and deputised by another. */
const dossier = async (organisationId: string, owner: Member, deputy: Member, title: string, ceiling = 3) => {
  const dossierId = newId()
  await town.owner.query(
    `insert into dossier.dossier (id, kind, title, reason, organisation_id, owner_id, deputy_id, opened_by, ceiling)
     values ($1, 'opgave', $2, 'daarom', $3, $4, $5, $4, $6)`,
    [dossierId, title, organisationId, owner.membershipId, deputy.membershipId, ceiling],
  )
  await town.owner.query(
    `insert into dossier.entry (id, dossier_id, organisation_id, kind, text, author_id, author_role, occurred_at, audience, salt, content_digest, previous, chain)
     values ($1, $2, $3, 'fact', 'Eerste regel', $4, 'procesambtenaar', now(), $6, $5, $5, $5, $5)`,
    [newId(), dossierId, organisationId, owner.membershipId, randomBytes(8), Math.min(3, ceiling)],
  )
  await town.owner.query('select dossier.settle_reach($1)', [dossierId])
  return dossierId
}
const involve = async (dossierId: string, subject: string, membershipId: string | null, addedBy: Member) => {
  await town.owner.query(
    `insert into dossier.involvement (id, dossier_id, subject, membership_id, role, added_by) values ($1, $2, $3, $4, 'adviser', $5)`,
    [newId(), dossierId, subject, membershipId, addedBy.membershipId],
  )
  await town.owner.query('select dossier.settle_reach($1)', [dossierId])
}
const question = async (
  dossierId: string,
  organisationId: string,
  asker: Member,
  addressee: string,
  membershipId: string | null,
  at: string,
) => {
  const id = newId()
  await town.owner.query(
    `insert into open_items.open_item (id, dossier_id, organisation_id, kind, question, raised_by, raised_role, addressee,
       addressee_membership_id, addressee_organisation_id, due_on, audience)
     values ($1, $2, $3, 'question', 'Mag het?', $4, 'procesambtenaar', $5, $6, $7, current_date + 7, 2)`,
    [id, dossierId, organisationId, asker.membershipId, addressee, membershipId, at],
  )
  await town.owner.query(
    `insert into open_items.step (open_item_id, number, kind, at, subject) values ($1, 1, 'remind', now() + interval '5 days', $2)`,
    [id, addressee],
  )
  return id
}
const titles = async (who: Member) =>
  (await town.sees(who, 'select title from dossier.dossier order by title')).join(', ')

describe('a new name', () => {
  test('holds from its day, and the old one stays known and can be found', async () => {
    const organisationId = await town.organisation('Gemeente Oudenaam')
    const administrator = await town.member('Ans', organisationId, 'administrator', 'beheerder')
    await town.ask(administrator, 'renameOrganisation', {
      organisationId,
      name: 'Gemeente Nieuwenaam',
      shortName: 'NN',
      validFrom: dayFrom(-10),
    })
    const one = await town.ask(administrator, 'readOrganisation', { organisationId })
    assert.equal(one.name, 'Gemeente Nieuwenaam')
    assert.deepEqual(
      one.names.map((name: { value: string; validFrom: string | null; validUntil: string | null }) => [
        name.value,
        name.validFrom,
        name.validUntil,
      ]),
      [
        ['Gemeente Nieuwenaam', dayFrom(-10), null],
        ['Gemeente Oudenaam', null, dayFrom(-11)],
      ],
    )
    for (const query of ['oudenaam', 'nieuwenaam', 'nn']) {
      const { items } = await town.ask(administrator, 'listOrganisations', { query })
      assert.deepEqual(
        items.map((item: { name: string }) => item.name),
        ['Gemeente Nieuwenaam'],
      )
      assert.equal(items[0].foundAs, query === 'oudenaam' ? 'Gemeente Oudenaam' : query === 'nn' ? 'NN' : null)
    }
    const { rows } = await town.owner.query(
      `select name, organisation_id from foundation.event where name = 'organisationRenamed'`,
    )
    assert.deepEqual(rows, [{ name: 'organisationRenamed', organisation_id: organisationId }])
  })

  test('is given by an administrator of that organisation, not in the future, and not twice the same', async () => {
    const organisationId = await town.organisation('Gemeente Vast')
    const administrator = await town.member('Ans', organisationId, 'administrator', 'beheerder')
    const samira = await town.member('Samira', organisationId, 'staff', 'procesambtenaar')
    const elsewhere = await town.member(
      'Piet',
      await town.organisation('Gemeente Elders'),
      'administrator',
      'beheerder',
    )
    const rename = (who: Member | null, name: string, validFrom = today()) =>
      town.ask(who, 'renameOrganisation', { organisationId, name, validFrom })
    await assert.rejects(rename(null, 'Los'), refused('signin.required'))
    await assert.rejects(rename(samira, 'Los'), refused('organisations.administersTheOrganisation'))
    await assert.rejects(rename(elsewhere, 'Los'), refused('organisations.administersTheOrganisation'))
    await assert.rejects(rename(administrator, 'Los', dayFrom(1)), refused('inTheFuture'))
    await assert.rejects(rename(administrator, 'Gemeente Vast'), refused('organisations.nameIsNew'))
    await assert.rejects(rename(administrator, 'Los', '2026-02-30'), refused('notADate'))
    await rename(administrator, 'Gemeente Los', dayFrom(-5))
    await assert.rejects(rename(administrator, 'Gemeente Losser', dayFrom(-6)), refused('organisations.nameIsLater'))
  })

  test('is not given behind the back of the acts: the serving role may write no organisation', async () => {
    const organisationId = await town.organisation('Gemeente Dicht')
    const samira = await town.member('Samira', organisationId, 'staff', 'procesambtenaar')
    for (const text of [
      `update organisations.organisation set name = 'x'`,
      `insert into organisations.heritage select id, id from organisations.organisation`,
      `insert into organisations.succession (predecessor_id, successor_id, happened_on, kind) select id, id, now(), 'merge' from organisations.organisation`,
      `select people.continue_memberships('${organisationId}', '${organisationId}', current_date)`,
      `select organisations.carry_out_due()`,
      `select * from organisations.register_line`,
    ])
      await assert.rejects(town.sees(samira, text), { code: '42501' }, text)
    await assert.rejects(
      town.sees(samira, `select organisations.rename('${newId()}', '${organisationId}', 'Los', null, current_date)`),
      { message: 'organisations.administersTheOrganisation' },
    )
  })
})

describe('a merger', () => {
  let alkemade: string
  let jacobswoude: string
  let ans: Member
  let ben: Member
  let samira: Member
  let basjan: Member
  let wout: Member
  let lotte: Member
  let outsider: Member
  let secret: string
  let open: string
  let asked: string

  before(async () => {
    alkemade = await town.organisation('Gemeente Alkemade')
    jacobswoude = await town.organisation('Gemeente Jacobswoude')
    ans = await town.member('Ans', alkemade, 'administrator', 'beheerder')
    ben = await town.member('Ben', jacobswoude, 'administrator', 'beheerder')
    samira = await town.member('Samira', alkemade, 'staff', 'procesambtenaar', true)
    basjan = await town.member('Bas-Jan', alkemade, 'staff', 'strateeg')
    wout = await town.member('Wout', jacobswoude, 'staff', 'vakambtenaar')
    lotte = await town.member('Lotte', jacobswoude, 'registry', 'griffier')
    outsider = await town.member(
      'Marleen',
      await town.organisation('Zon op de Dijk', 'cooperatie', false),
      'partner',
      'voorzitter',
    )
    await town.owner.query('update people.membership set manager_id = $2, deputy_id = $2 where id = $1', [
      samira.membershipId,
      basjan.membershipId,
    ])
    open = await dossier(alkemade, samira, basjan, 'Dijk')
    secret = await dossier(jacobswoude, wout, lotte, 'Vertrouwelijk', 2)
    await involve(secret, `r:${alkemade}:strateeg`, null, wout)
    await involve(open, `m:${outsider.membershipId}`, outsider.membershipId, samira)
    await involve(open, `m:${wout.membershipId}`, wout.membershipId, samira)
    asked = await question(open, alkemade, samira, `m:${wout.membershipId}`, wout.membershipId, jacobswoude)
    await question(secret, jacobswoude, wout, `r:${alkemade}:strateeg`, null, alkemade)
    await question(secret, jacobswoude, wout, `o:${alkemade}`, null, alkemade)
  })

  test('is not done while an administrator of the other has not agreed', async () => {
    assert.equal(await titles(wout), 'Dijk, Vertrouwelijk')
    assert.equal(await titles(basjan), 'Dijk, Vertrouwelijk')
    const plan = await town.ask(ans, 'mergeOrganisations', {
      organisationId: alkemade,
      otherIds: [jacobswoude],
      successorName: 'Gemeente Kaag en Braassem',
      happensOn: today(),
    })
    assert.deepEqual(
      [plan.isDone, plan.waitsFor],
      [false, [{ organisationId: jacobswoude, name: 'Gemeente Jacobswoude' }]],
    )
    assert.equal((await town.ask(ans, 'readOrganisation', { organisationId: alkemade })).existsToday, true)
    // Only administrators of the parties see what is being talked about.
    assert.equal((await town.ask(ben, 'readOrganisation', { organisationId: jacobswoude })).reorganisations.length, 1)
    assert.equal((await town.ask(samira, 'readOrganisation', { organisationId: alkemade })).reorganisations.length, 0)
    await assert.rejects(
      town.ask(samira, 'agreeToReorganisation', { reorganisationId: plan.reorganisationId }),
      refused('organisations.notFound'),
    )
    // Nobody proposes twice, and the one who proposed cannot agree for the other.
    await assert.rejects(
      town.ask(ans, 'mergeOrganisations', {
        organisationId: alkemade,
        otherIds: [jacobswoude],
        successorId: jacobswoude,
        happensOn: today(),
      }),
      refused('organisations.notProposedYet'),
    )
    assert.equal(
      (await town.ask(ans, 'agreeToReorganisation', { reorganisationId: plan.reorganisationId })).isDone,
      false,
    )
    await assert.rejects(town.sees(ans, `select organisations.carry_out('${plan.reorganisationId}')`), {
      message: 'organisations.allAgreed',
    })
  })

  test('gives the people of the successor what the predecessors held, and keeps who wrote what', async () => {
    const { reorganisations } = await town.ask(ben, 'readOrganisation', { organisationId: jacobswoude })
    const authors = await town.owner.query(
      'select id, author_id, author_role, encode(chain, $1) as chain from dossier.entry order by id',
      ['hex'],
    )
    const done = await town.ask(ben, 'agreeToReorganisation', { reorganisationId: reorganisations[0].reorganisationId })
    assert.equal(done.isDone, true)
    const heir = done.heirId as string

    // The register: two ended the day before, one began.
    for (const id of [alkemade, jacobswoude]) {
      const one = await town.ask(samira, 'readOrganisation', { organisationId: id })
      assert.deepEqual([one.existsToday, one.validUntil, one.names[0].validUntil], [false, dayFrom(-1), dayFrom(-1)])
      assert.deepEqual(
        one.successors.map((next: { name: string; happenedOn: string; kind: string }) => [
          next.name,
          next.happenedOn,
          next.kind,
        ]),
        [['Gemeente Kaag en Braassem', today(), 'merge']],
      )
    }
    const one = await town.ask(samira, 'readOrganisation', { organisationId: heir })
    assert.deepEqual([one.kind, one.isGovernment, one.validFrom, one.takesPart], ['gemeente', true, today(), true])

    // The people: one membership ended, another continues it, with manager, deputy and session.
    const { rows } = await town.owner.query(
      `select old.until::text, new.since::text, new.organisation_id, new.position, new.function_name, new.speaks_for_organisation,
         manager.person_id as manager, deputy.person_id as deputy, session.membership_id = new.id as moved
       from people.membership old join people.membership new on new.continues_id = old.id
       left join people.membership manager on manager.id = new.manager_id and manager.organisation_id = new.organisation_id
       left join people.membership deputy on deputy.id = new.deputy_id and deputy.organisation_id = new.organisation_id
       join signin.session session on session.person_id = old.person_id
       where old.id = $1`,
      [samira.membershipId],
    )
    assert.deepEqual(rows, [
      {
        until: dayFrom(-1),
        since: today(),
        organisation_id: heir,
        position: 'staff',
        function_name: 'procesambtenaar',
        speaks_for_organisation: true,
        manager: basjan.personId,
        deputy: basjan.personId,
        moved: true,
      },
    ])
    assert.deepEqual(await town.sees(samira, 'select access.acting()::text'), [
      (await town.owner.query('select id from people.membership where continues_id = $1', [samira.membershipId]))
        .rows[0].id,
    ])

    // The dossiers: Ben's people see those of Alkemade; what was only for the involved stays for the involved.
    const colleague = await town.member('Nieuw', heir, 'staff', 'beleidsmedewerker')
    assert.equal(await titles(colleague), 'Dijk')
    assert.deepEqual(await town.sees(colleague, 'select text from dossier.entry'), ['Eerste regel'])
    assert.equal(await titles(samira), 'Dijk')
    assert.equal(await titles(wout), 'Dijk, Vertrouwelijk')
    assert.equal(await titles(basjan), 'Dijk, Vertrouwelijk', 'the role went along to the heir')
    assert.equal(await titles(outsider), 'Dijk')
    assert.equal(await titles(ans), '', 'an administrator still reads no content')
    const { rows: led } = await town.owner.query(
      `select d.title, o.organisation_id = $1 and p.organisation_id = $1 as with_heir, o.continues_id, p.continues_id as deputy
       from dossier.dossier d join people.membership o on o.id = d.owner_id join people.membership p on p.id = d.deputy_id where d.id = $2`,
      [heir, open],
    )
    assert.deepEqual(led, [
      { title: 'Dijk', with_heir: true, continues_id: samira.membershipId, deputy: basjan.membershipId },
    ])
    assert.deepEqual(
      (
        await town.owner.query(
          'select id, author_id, author_role, encode(chain, $1) as chain from dossier.entry order by id',
          ['hex'],
        )
      ).rows,
      authors.rows,
    )

    // The open items: who asked still waits, who was asked still owes, by person, by role and as an organisation.
    assert.deepEqual(
      await town.sees(wout, `select id::text from open_items.open_item where addressee = any (access.keys())`),
      [asked],
    )
    assert.deepEqual(
      await town.sees(samira, `select id::text from open_items.open_item where raised_by = any (access.memberships())`),
      [asked],
    )
    assert.equal(
      (await town.sees(basjan, `select id::text from open_items.open_item where addressee = any (access.keys())`))
        .length,
      1,
    )
    assert.equal(
      (
        await town.sees(
          samira,
          `select id::text from open_items.open_item where addressee = 'o:${alkemade}' and addressee = any (access.keys())`,
        )
      ).length,
      1,
    )
    const { rows: steps } = await town.owner.query(
      'select count(*)::int as n from open_items.step where subject = $1 or subject like $2',
      [`m:${wout.membershipId}`, `r:${alkemade}:%`],
    )
    assert.equal(steps[0].n, 0)

    const { rows: told } = await town.owner.query(
      `select organisation_id, payload -> 'predecessorIds' as ids from foundation.event where name = 'organisationMerged'`,
    )
    assert.deepEqual(told, [{ organisation_id: heir, ids: [alkemade, jacobswoude] }])
    await assert.rejects(
      town.ask(ben, 'agreeToReorganisation', { reorganisationId: reorganisations[0].reorganisationId }),
      refused('organisations.isWaiting'),
    )
  })

  test('of an heir gives its own heir all that it inherited', async () => {
    const { rows } = await town.owner.query(
      `select id from organisations.organisation where name = 'Gemeente Kaag en Braassem'`,
    )
    const kaag = rows[0].id as string
    const groene = await town.organisation('Gemeente Groene Hart')
    const noor = await town.member('Noor', groene, 'staff', 'jurist')
    assert.equal(await titles(noor), '')
    const gea = await town.member('Gea', groene, 'administrator', 'beheerder')
    // Ans and Ben are both Kaag's by now.
    const { reorganisationId } = await town.ask(ans, 'mergeOrganisations', {
      organisationId: kaag,
      successorId: groene,
      happensOn: today(),
    })
    const done = await town.ask(gea, 'agreeToReorganisation', { reorganisationId })
    assert.equal(done.isDone, true)
    assert.equal(await titles(noor), 'Dijk')
    assert.equal(await titles(samira), 'Dijk')
    assert.equal(await titles(wout), 'Dijk, Vertrouwelijk')
    const { rows: heritage } = await town.owner.query(
      'select count(*)::int as n from organisations.heritage where organisation_id = $1',
      [groene],
    )
    assert.equal(heritage[0].n, 3)
    const one = await town.ask(noor, 'readOrganisation', { organisationId: groene })
    assert.deepEqual(
      one.predecessors.map((step: { name: string }) => step.name),
      ['Gemeente Kaag en Braassem'],
    )
  })

  test('cannot be used to get at what belongs to others', async () => {
    const town1 = await town.organisation('Gemeente Rijk')
    const victim = await town.member('Wil', town1, 'staff', 'ambtenaar')
    const other = await town.member('Els', town1, 'staff', 'ambtenaar')
    await town.member('Kees', town1, 'administrator', 'beheerder')
    await dossier(town1, victim, other, 'Geheim van Rijk')
    const club = await town.organisation('Vereniging Klein', 'vereniging', false)
    const thief = await town.member('Dief', club, 'administrator', 'beheerder')
    const merge = (more: object) =>
      town.ask(thief, 'mergeOrganisations', { organisationId: club, happensOn: today(), ...more })
    // Pulling the town into the club, pushing the club into the town, and ending a town that has nobody here.
    await assert.rejects(
      merge({ otherIds: [town1], successorId: club }),
      refused('organisations.governmentByGovernment'),
    )
    await assert.rejects(merge({ successorId: town1 }), refused('organisations.governmentByGovernment'))
    await assert.rejects(
      merge({ otherIds: [await town.organisation('Gemeente Ver')], successorName: 'Samen' }),
      refused('organisations.governmentByGovernment'),
    )
    await assert.rejects(
      town.ask(thief, 'mergeOrganisations', { organisationId: town1, successorId: club, happensOn: today() }),
      refused('organisations.administersTheOrganisation'),
    )
    const hamlet = await town.organisation('Gemeente Arm')
    const grabber = await town.member('Grijp', hamlet, 'administrator', 'beheerder')
    const push = await town.ask(grabber, 'mergeOrganisations', {
      organisationId: hamlet,
      successorId: town1,
      happensOn: today(),
    })
    assert.equal(push.isDone, false)
    assert.equal(await titles(grabber), '')
    await town.ask(grabber, 'withdrawReorganisation', { reorganisationId: push.reorganisationId })
    await assert.rejects(
      town.ask(grabber, 'withdrawReorganisation', { reorganisationId: push.reorganisationId }),
      refused('organisations.isWaiting'),
    )
    // A made-up succession through the function itself.
    await assert.rejects(
      town.sees(thief, `select organisations.propose('${newId()}', 'merge', current_date, $1::jsonb, '{}')`, [
        JSON.stringify([
          { organisationId: town1, side: 'predecessor' },
          { organisationId: club, side: 'successor', isHeir: true },
        ]),
      ]),
      { message: 'organisations.administersTheOrganisation' },
    )
  })

  test('pulls in nobody who takes part here and has no administrator to say no', async () => {
    const wierde = await town.organisation('Waterschap Zonder Beheerder', 'waterschap')
    const arend = await town.member('Arend', wierde, 'staff', 'dijkbeheerder')
    const tjitske = await town.member('Tjitske', wierde, 'staff', 'projectleider')
    const dossierId = await dossier(wierde, arend, tjitske, 'Van het waterschap')
    const partner = await town.organisation('Stichting Nog Niet Binnen', 'stichting', false)
    await involve(dossierId, `o:${partner}`, null, arend)
    const bare = await town.organisation('Stichting Alleen In Het Register', 'stichting', false)
    const grabber = await town.organisation('Gemeente Grijpgraag')
    const administrator = await town.member('Gijs', grabber, 'administrator', 'beheerder')
    const speaker = await town.member('Greet', grabber, 'staff', 'directeur', true)
    const merge = (otherId: string) =>
      town.ask(administrator, 'mergeOrganisations', {
        organisationId: grabber,
        otherIds: [otherId],
        successorId: grabber,
        happensOn: today(),
        sure: true,
      })
    for (const otherId of [wierde, partner]) {
      const { isDone, waitsFor } = await merge(otherId)
      assert.deepEqual(
        [isDone, waitsFor.map((one: { organisationId: string }) => one.organisationId)],
        [false, [otherId]],
      )
    }
    assert.equal(await titles(speaker), '')
    assert.equal((await merge(bare)).isDone, true)
  })

  test('says what is missing', async () => {
    const one = await town.organisation('Gemeente Alleen')
    const administrator = await town.member('Ans', one, 'administrator', 'beheerder')
    const merge = (more: object) =>
      town.ask(administrator, 'mergeOrganisations', { organisationId: one, happensOn: today(), ...more })
    await assert.rejects(merge({}), refused('organisations.oneOfBoth'))
    await assert.rejects(merge({ successorName: 'Nieuw' }), refused('organisations.mergesWithSomebody'))
    await assert.rejects(merge({ successorId: one }), refused('organisations.mergesWithSomebody'))
    await assert.rejects(merge({ otherIds: [newId()], successorName: 'Nieuw' }), refused('notAnId'))
    await assert.rejects(merge({ otherIds: [alkemade], successorName: 'Nieuw' }), refused('organisations.hasEnded'))
    await assert.rejects(merge({ otherIds: [jacobswoude], successorId: one, sure: false }), refused('notAChoice'))
  })

  test('of a day to come is done on that day', async () => {
    const [noord, zuid] = [
      await town.organisation('Waterschap Noord', 'waterschap'),
      await town.organisation('Waterschap Zuid', 'waterschap'),
    ]
    const administrator = await town.member('Ans', noord, 'administrator', 'beheerder')
    const plan = await town.ask(administrator, 'mergeOrganisations', {
      organisationId: noord,
      otherIds: [zuid],
      successorName: 'Waterschap Land',
      happensOn: dayFrom(30),
    })
    assert.deepEqual([plan.isDone, plan.waitsFor], [false, []])
    await assert.rejects(town.sees(administrator, `select organisations.carry_out('${plan.reorganisationId}')`), {
      message: 'organisations.dayHasCome',
    })
    assert.equal((await town.owner.query('select organisations.carry_out_due() as n')).rows[0].n, 0)
    await town.owner.query('update organisations.reorganisation set happens_on = current_date where id = $1', [
      plan.reorganisationId,
    ])
    assert.equal((await town.owner.query('select organisations.carry_out_due() as n')).rows[0].n, 1)
    const { rows } = await town.owner.query(
      `select organisation_id from foundation.event where name = 'organisationMerged' and payload ->> 'reorganisationId' = $1`,
      [plan.reorganisationId],
    )
    assert.deepEqual(rows, [{ organisation_id: plan.heirId }])
    assert.equal(
      (await town.ask(administrator, 'readOrganisation', { organisationId: plan.heirId })).name,
      'Waterschap Land',
    )
  })
})

describe('a split', () => {
  test('has one heir with the dossiers, and people go where they were sent', async () => {
    const groot = await town.organisation('Gemeente Groot')
    const administrator = await town.member('Ans', groot, 'administrator', 'beheerder')
    const samira = await town.member('Samira', groot, 'staff', 'procesambtenaar')
    const wout = await town.member('Wout', groot, 'staff', 'vakambtenaar')
    const nadia = await town.member('Nadia', groot, 'staff', 'adviseur')
    await dossier(groot, samira, wout, 'Grote opgave')
    await town.owner.query('update people.membership set until = current_date + 60 where id = $1', [nadia.membershipId])
    await town.owner.query(
      `insert into people.departure (id, membership_id, last_day, reason, decided_by) values ($1, $2, current_date + 60, 'andere baan', $3)`,
      [newId(), nadia.membershipId, administrator.membershipId],
    )
    const { items } = await town.ask(administrator, 'listMembersToPlace', { organisationId: groot })
    assert.deepEqual(
      items.map((one: { name: string }) => one.name),
      ['Ans', 'Nadia', 'Samira', 'Wout'],
    )
    const split = (more: object) =>
      town.ask(administrator, 'splitOrganisation', {
        organisationId: groot,
        happensOn: today(),
        heir: 0,
        successors: [{ name: 'Gemeente Oost' }, { name: 'Gemeente West' }],
        ...more,
      })
    await assert.rejects(split({ heir: 2 }), refused('notAChoice'))
    await assert.rejects(split({ successors: [{ name: 'Een' }] }), refused('tooShort'))
    await assert.rejects(
      split({ successors: [{ name: 'Een' }, { organisationId: groot }] }),
      refused('organisations.twice'),
    )
    const done = await split({
      memberships: [
        { membershipId: nadia.membershipId, successor: 1 },
        { membershipId: wout.membershipId, successor: 1 },
      ],
    })
    assert.equal(done.isDone, true)
    const one = await town.ask(samira, 'readOrganisation', { organisationId: groot })
    assert.deepEqual(
      one.successors.map((next: { name: string; kind: string; isHeir: boolean }) => [
        next.name,
        next.kind,
        next.isHeir,
      ]),
      [
        ['Gemeente Oost', 'split', true],
        ['Gemeente West', 'split', false],
      ],
    )
    const west = one.successors[1].organisationId
    assert.equal((await town.ask(nadia, 'readOrganisation', { organisationId: west })).takesPart, true)
    const { rows: leaving } = await town.owner.query(
      `select m.continues_id, m.until = d.last_day as then, m.organisation_id from people.departure d join people.membership m on m.id = d.membership_id`,
    )
    assert.deepEqual(leaving, [{ continues_id: nadia.membershipId, then: true, organisation_id: west }])
    // Samira leads on at the heir; Wout deputises from West, by name; Nadia at West no longer sees it.
    assert.equal(await titles(samira), 'Grote opgave')
    assert.equal(await titles(wout), 'Grote opgave')
    assert.equal(await titles(nadia), '')
    assert.equal(await titles(await town.member('Nieuw', done.heirId, 'staff', 'jurist')), 'Grote opgave')
    assert.equal(await titles(await town.member('Nieuwer', west, 'staff', 'jurist')), '')
    const { rows } = await town.owner.query(
      `select organisation_id, payload -> 'successorIds' as ids from foundation.event where name = 'organisationSplit'`,
    )
    assert.deepEqual(rows, [{ organisation_id: done.heirId, ids: [done.heirId, west] }])
  })
})

describe('a partner', () => {
  test('is added by an administrator, once', async () => {
    const organisationId = await town.organisation('Gemeente Wierdijk')
    const administrator = await town.member('Ans', organisationId, 'administrator', 'beheerder')
    const samira = await town.member('Samira', organisationId, 'staff', 'procesambtenaar')
    const zon = {
      name: 'Energiecoöperatie De Zonneweide',
      kind: 'cooperatie',
      kvk: '12345678',
      website: 'https://zonneweide.example',
    }
    await assert.rejects(town.ask(samira, 'registerOrganisation', zon), refused('organisations.isAdministrator'))
    await assert.rejects(
      town.ask(administrator, 'registerOrganisation', { ...zon, kind: 'gemeente' }),
      refused('notAChoice'),
    )
    await assert.rejects(
      town.ask(administrator, 'registerOrganisation', { ...zon, website: 'javascript:alert(1)' }),
      refused('wrongFormat'),
    )
    const made = await town.ask(administrator, 'registerOrganisation', zon)
    const one = await town.ask(samira, 'readOrganisation', made)
    assert.deepEqual(
      [one.name, one.isGovernment, one.takesPart, one.identifiers],
      [zon.name, false, false, [{ scheme: 'kvk', value: '12345678' }]],
    )
    const { options } = await town.ask(samira, 'suggestOrganisations', { query: 'zonnew' })
    assert.deepEqual(options, [{ value: made.organisationId, label: zon.name, description: 'Coöperatie' }])
    await assert.rejects(
      town.ask(administrator, 'registerOrganisation', { ...zon, name: 'Anders' }),
      refused('organisations.isHereAlready'),
    )
    await assert.rejects(
      town.ask(administrator, 'registerOrganisation', { name: 'energiecooperatie de zonneweide', kind: 'cooperatie' }),
      refused('organisations.isHereAlready'),
    )
  })
})
