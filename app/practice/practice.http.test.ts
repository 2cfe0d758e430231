// The practice town on the Tuesday on which it was filled: what each of them finds waiting, and what they must not find.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { calendarFrom } from './calendar.ts'
import { type PersonKey, people } from './cast.ts'
import { fillPractice } from './fill.ts'
import { frameId } from './frames.ts'
import { stories } from './stories.ts'
import { dossierId } from './tell.ts'

let house: TestHouse
before(async () => {
  house = await startHouse()
  await fill()
})
after(() => house.stop())

const fill = () => fillPractice(house.connections, house.config, () => {})
const rows = async (text: string, ...values: unknown[]) => (await house.owner.query(text, values)).rows

interface Waiting {
  readonly question: string
  readonly lapsedAt: string | null
  readonly lateness: { readonly code: string } | null
}
const waits = async (who: Client, list: 'waiting-on-me' | 'waited-for-by-me' | 'climbed-to-me'): Promise<Waiting[]> => {
  const { status, json } = await who.get(`/${list}`)
  assert.equal(status, 200, JSON.stringify(json))
  return json.items
}
const starts = (items: readonly Waiting[]) => items.map(({ question }) => question.split(' ').slice(0, 3).join(' '))
const lapsed = (items: readonly Waiting[]) => items.filter((item) => item.lapsedAt)

describe('on Vandaag', () => {
  test('Samira waits for five answers, one of them lapsed, and owes three herself', async () => {
    const samira = await house.as('samira')
    const theirs = await waits(samira, 'waited-for-by-me')
    assert.equal(theirs.length, 5)
    assert.deepEqual(starts(lapsed(theirs)), ['Welke panden op'])
    assert.deepEqual(starts(await waits(samira, 'waiting-on-me')), ['Kan de gemeente', 'Wie is bij', 'Komen de 15'])
  })

  test('Wout has two requests for advice: one was due yesterday, and he said why it is late', async () => {
    const [late, fresh, ...more] = await waits(await house.as('wout'), 'waiting-on-me')
    assert.deepEqual(more, [])
    assert.ok(late?.lapsedAt)
    assert.equal(late.lateness?.code, 'missingData')
    assert.equal(fresh?.question, 'Mogen zichtbare panelen in het Dijklint?')
    assert.equal(fresh.lapsedAt, null)
  })

  test('Henk has exactly one open item and waits for nobody', async () => {
    const henk = await house.as('henk')
    assert.deepEqual(starts(await waits(henk, 'waiting-on-me')), ['Gebruikt u formulier'])
    assert.deepEqual(await waits(henk, 'waited-for-by-me'), [])
    assert.deepEqual(await waits(henk, 'climbed-to-me'), [])
  })

  test('Lotte sees three promises that the council is owed, one of them lapsed', async () => {
    const promises = await waits(await house.as('lotte'), 'waited-for-by-me')
    assert.equal(promises.length, 3)
    assert.equal(lapsed(promises).length, 1)
    assert.match(lapsed(promises)[0]!.question, /cijfers over meldingen/)
  })

  test('Marleen has one question from the town and waits for two things', async () => {
    const marleen = await house.as('marleen')
    assert.deepEqual(starts(await waits(marleen, 'waiting-on-me')), ['Hoeveel leden hebben'])
    assert.deepEqual(starts(await waits(marleen, 'waited-for-by-me')), ['Wie is bij', 'U zei op'])
  })

  test('Gerrit hears that Iris does not answer, and owes two answers himself', async () => {
    const gerrit = await house.as('gerrit')
    assert.deepEqual(starts(await waits(gerrit, 'climbed-to-me')), ['Wil je de'])
    assert.equal((await waits(gerrit, 'waiting-on-me')).length, 2)
  })

  test('De Ruiter owes the council, the cooperative and a colleague something', async () => {
    const deruiter = await waits(await house.as('deruiter'), 'waiting-on-me')
    assert.equal(deruiter.length, 5)
    assert.equal(lapsed(deruiter).length, 1)
  })

  test('Theo, who administers, finds nothing of content', async () => {
    const theo = await house.as('theo')
    for (const list of ['waiting-on-me', 'waited-for-by-me', 'climbed-to-me'] as const)
      assert.deepEqual(await waits(theo, list), [])
    for (const which of ['mine', 'organisation']) {
      const { json } = await theo.get(`/dossiers?which=${which}&state=all`)
      // What is public is there for him as for anybody.
      assert.deepEqual(
        json.items.filter((item: { reach: number }) => item.reach < 5),
        [],
      )
    }
  })
})

test('Lotte finds a motion that is not done and a moment ahead, and Annelies what waits for her release', async () => {
  const lotte = await house.as('lotte')
  const items = (await lotte.get('/council-items?which=open&limit=100')).json.items
  assert.ok(
    items.some(({ title }: { title: string }) => title === 'Licht op de kop van de kade'),
    JSON.stringify(items),
  )
  assert.match(
    (await lotte.page('/griffie')).text,
    /U vroeg 3 toezeggingen als open punt in een dossier\. Eén daarvan is te laat\./,
  )
  const moments = (await lotte.get('/council-moments?which=coming&limit=100')).json.items
  assert.deepEqual(
    moments.map(({ subject }: { subject: string }) => subject),
    ['Leegstand rond de haven: wat wil de raad weten?'],
  )
  const annelies = await house.as('deruiter')
  const waiting = (await annelies.get('/council/waiting?limit=100')).json.items
  assert.equal(waiting.length, 2)
  const youssef = await house.as('youssef')
  assert.equal((await youssef.get('/search?query=bouwtekeningen')).json.items.length, 0)
})

test('Theo begins at administration, and Samira at her day', async () => {
  assert.equal((await (await house.as('theo')).page('/')).headers.location, '/beheer')
  assert.equal((await (await house.as('samira')).page('/')).headers.location, '/vandaag')
  assert.match((await (await house.as('theo')).page('/vandaag')).text, /Naar beheer/)
})

test('Youssef reads what is for the council, without what the town says among itself', async () => {
  const youssef = await house.as('youssef')
  const zon = await youssef.get(`/dossiers/${dossierId('zon')}`)
  assert.equal(zon.status, 200)
  assert.ok(zon.json.entries.length >= 2)
  assert.ok(zon.json.entries.every((entry: { audience: number }) => entry.audience >= 4))
  assert.equal((await youssef.get(`/dossiers/${dossierId('formulieren')}`)).status, 404)
})

test('Wout does not see that the dossier of Ruben exists, in no way', async () => {
  const wout = await house.as('wout')
  const id = dossierId('stil')
  assert.equal((await (await house.as('ruben')).get(`/dossiers/${id}`)).status, 200)
  for (const path of [`/dossiers/${id}`, `/dossiers/${id}/entries`, `/dossiers/${id}/open-items`])
    assert.equal((await wout.get(path)).status, 404)
  const seen = await wout.get('/dossiers?which=organisation&state=all&limit=100')
  assert.ok(seen.json.items.length >= 10)
  assert.ok(!JSON.stringify(seen.json).includes('Vlierstraat'))
  for (const word of ['Vlierstraat', 'overbruggen', 'wachttijd'])
    assert.deepEqual((await wout.get(`/search?query=${word}`)).json.items, [])
})

test('Samira’s private note is hers alone', async () => {
  const seen = async (who: PersonKey) =>
    (await (await house.as(who)).get(`/dossiers/${dossierId('zon')}/entries?limit=100`)).text.includes('Marleen is moe')
  assert.deepEqual(await Promise.all([seen('samira'), seen('basjan'), seen('marleen')]), [true, false, false])
})

test('a corrected line shows both, and says which holds', async () => {
  const { json } = await (await house.as('samira')).get(`/dossiers/${dossierId('zon')}/entries?limit=100`)
  const wrong = json.items.find((entry: { text: string }) => entry.text?.includes('5 meter van de slaapkamer van'))
  const right = json.items.find((entry: { text: string }) => entry.text?.startsWith('Nagemeten'))
  assert.equal(right.corrects, wrong.entryId)
  assert.equal(wrong.correctedBy, right.entryId)
})

test('the sketch of the barn can be opened, and says in words what is on it', async () => {
  const marleen = await house.as('marleen')
  const { json } = await marleen.get(`/dossiers/${dossierId('zon')}/entries?limit=100`)
  const [sketch] = json.items.flatMap((entry: { attachments: unknown[] }) => entry.attachments)
  assert.match(sketch.description, /drie meter/)
  const content = await marleen.get(`/dossiers/${dossierId('zon')}/documents/${sketch.documentId}/content`)
  assert.equal(content.status, 200)
  assert.match(String(content.headers['content-type']), /^image\/png/)
})

test('every journal is a chain that verifies', async () => {
  const broken = await rows(
    `select e.dossier_id, e.position from dossier.entry e
     left join dossier.entry p on p.dossier_id = e.dossier_id and p.position = e.position - 1
     where e.chain <> sha256(e.previous || dossier.entry_header(e))
        or e.previous <> coalesce(p.chain, sha256(convert_to(e.dossier_id::text, 'UTF8')))
        or (p.id is null and e.position <> 1)
        or e.content_digest <> sha256(e.salt || convert_to(coalesce(e.text, ''), 'UTF8') || '\\x00'::bytea || convert_to(e.details::text, 'UTF8'))
        or e.recorded_at > now() or e.recorded_at < p.recorded_at`,
  )
  assert.deepEqual(broken, [])
  // And the one that is lived and not told.
  assert.equal((await rows('select from dossier.dossier')).length, stories.length + 1)
})

test('every open dossier has one organisation, an owner and a deputy with a current membership (invariant 1)', async () => {
  const unanswered = await rows(
    `select d.title from dossier.dossier d
     left join people.membership o on o.id = d.owner_id and o.organisation_id = d.organisation_id
       and o.since <= current_date and (o.until is null or o.until >= current_date)
     left join people.membership p on p.id = d.deputy_id and p.organisation_id = d.organisation_id
       and p.since <= current_date and (p.until is null or p.until >= current_date)
     where d.state <> 'closed' and (o.id is null or p.id is null)
        or not exists (select from dossier.reach r where r.dossier_id = d.id and r.subject = 'm:' || d.owner_id and r.reach = 1)`,
  )
  assert.deepEqual(unanswered, [])
})

test('nothing in the stories goes past what the acts allow', async () => {
  const wrong = await rows(
    `select 'entry wider than its dossier' as what, d.title from dossier.entry e join dossier.dossier d on d.id = e.dossier_id where e.audience > d.ceiling
     union all
     select 'writer takes no part', d.title from dossier.entry e join dossier.dossier d on d.id = e.dossier_id
       where not exists (select from people.membership m where m.id = e.author_id and m.position in ('council', 'registry')
           and m.organisation_id = d.organisation_id and d.ceiling >= 4)
         and not exists (select from dossier.reach r join people.membership m on m.id = e.author_id where r.dossier_id = d.id
         and r.subject in ('m:' || m.id, 'o:' || m.organisation_id) and r.reach <= e.audience)
     union all
     select 'asked somebody who cannot read it', i.question from open_items.open_item i
       where not exists (select from dossier.reach r where r.dossier_id = i.dossier_id and r.subject = i.addressee and r.reach <= i.audience)
     union all
     select 'closed with something open', d.title from dossier.dossier d join open_items.open_item i on i.dossier_id = d.id
       where d.state = 'closed' and i.closed_at is null
     union all
     select 'a day that was not filled in', e.text from dossier.entry e where e.text ~ '[{}]'
     union all
     select 'works in a weekend', e.text from dossier.entry e where extract(isodow from e.recorded_at at time zone 'Europe/Amsterdam') > 5`,
  )
  assert.deepEqual(wrong, [])
})

test('open items are there in every state that a town knows', async () => {
  const [counts] = await rows(
    `select count(*) filter (where closed_at is null and lapsed_at is null)::int as fresh,
       count(*) filter (where closed_at is null and lapsed_at is not null)::int as lapsed,
       count(*) filter (where outcome = 'answered')::int as answered, count(*) filter (where outcome = 'refused')::int as refused,
       count(*) filter (where outcome = 'withdrawn')::int as withdrawn,
       count(*) filter (where outcome = 'answered' and closed_at > (due_on + 1))::int as answered_late
     from open_items.open_item`,
  )
  for (const [state, count] of Object.entries(counts)) assert.ok((count as number) > 0, state)
  const due = await rows(
    'select raised_at from open_items.step s join open_items.open_item i on i.id = s.open_item_id where s.at <= now() and s.reached_at is null',
  )
  assert.deepEqual(due, [], 'every step that silence reached is written down')
})

test('dossiers ended in every honest way', async () => {
  const states = await rows(
    `select d.state || coalesce(' ' || c.outcome, '') as state from dossier.dossier d left join dossier.closure c on c.dossier_id = d.id group by 1 order by 1`,
  )
  assert.deepEqual(
    states.map(({ state }) => state),
    ['active', 'closed noResult', 'closed result', 'closed stopped', 'paused'],
  )
})

test('a resident reads thirteen frames of every rank, and the old version of the rule for the dike beside the new', async () => {
  const { items } = (await house.nobody.get('/frames?limit=100')).json as {
    items: { rank: number; frameId: string; title: string }[]
  }
  assert.equal(items.length, 13)
  assert.deepEqual([...new Set(items.map(({ rank }) => rank))], [1, 2, 3, 4, 5, 6, 7])
  const { json } = await house.nobody.get(`/frames/${frameId('dijklint')}`)
  assert.equal(json.current.number, 2)
  assert.match(json.current.purpose, /^Een rustig dijkbeeld/)
  assert.equal(json.versions[1].validUntil, '2023-06-30')
})

test('the council reads under which frames the college decided on the Molendijk, and gets no names', async () => {
  const { json } = await (await house.as('youssef')).get(`/dossiers/${dossierId('fietspad')}/decisions`)
  const [decision, ...more] = json.items
  assert.deepEqual(more, [])
  assert.deepEqual([decision.capacity, decision.state, decision.decisionMaker], ['college', 'taken', null])
  assert.deepEqual(decision.responsible, { name: null, role: 'wethouder, Gemeente Wierdijk' })
  assert.deepEqual(
    decision.frames.map(({ title }: { title: string }) => title.split(':')[0]),
    ['Wegenverkeerswet', 'Mandaatregeling'],
  )
})

test('filling twice changes nothing', async () => {
  const count = () =>
    rows(
      `select (select count(*) from dossier.entry) as entries, (select count(*) from open_items.open_item) as items,
         (select count(*) from people.person) as people, (select max(changed_at) from dossier.dossier) as changed`,
    )
  const first = await count()
  await fill()
  assert.deepEqual(await count(), first)
})

test('whatever the day of filling, nobody works on a Sunday, and three weeks stay three weeks', () => {
  for (let day = 1; day <= 31; day += 1) {
    const calendar = calendarFrom(new Date(`2026-03-${String(day).padStart(2, '0')}T11:00:00Z`))
    for (const story of stories) {
      const moments = [story.opened, ...story.then.map((one) => one.on)].map((on) => calendar.moment(on))
      moments.forEach((at, i) => {
        assert.ok(![0, 6].includes(at.getUTCDay()), `${story.key} ${at.toISOString()}`)
        assert.ok(i === 0 || at >= moments[i - 1]!)
      })
    }
    const asked = calendar.moment('15 jan 08.50')
    assert.equal(Date.parse(calendar.date('5 feb')) - Date.parse(asked.toISOString().slice(0, 10)), 21 * 86_400_000)
  }
})

test('whoever can be chosen today is somebody of the cast with a sentence in two languages', () => {
  const chosen = Object.values(people).filter((person) => 'today' in person)
  assert.ok(chosen.length >= 9)
})

test('Havenkwartier lies a year behind us: Bram asks what the council knew on 6 May, and the letters can be opened as PDF', async () => {
  const [{ id }] = await rows(`select id from dossier.dossier where title like 'Havenkwartier:%'`)
  const youssef = await house.as('youssef')
  const now = (await youssef.get(`/council/dossiers/${id}`)).json
  assert.equal(now.uncertainties.filter((one: { state: string }) => one.state === 'settled').length, 7)
  assert.deepEqual([now.money.spent, now.money.ceiling], [13_610_000, 15_000_000])
  const [{ may, april }] = await rows(
    `select to_char(max(recorded_at) filter (where kind = 'gate' and text like '%Alleen wonen valt af%'), 'YYYY-MM-DD') as may,
       to_char(max(recorded_at) filter (where kind = 'uncertainty' and details::text like '%n = 14 boringen%'), 'YYYY-MM-DD') as april
     from dossier.entry where dossier_id = $1`,
    id,
  )
  const then = (await house.nobody.get(`/public/dossiers/${id}?at=${may}`)).json
  const line = then.entries.find((one: { text: string }) => one.text?.startsWith('De bodem is rood.'))
  assert.equal(line.openedAt.slice(0, 10), april)
  assert.equal(Math.round((Date.parse(may) - Date.parse(april)) / 86_400_000), 12)
  const { items } = (await youssef.get('/letters')).json
  assert.equal(items.length, 7)
  const pdf = await youssef.page(`/raad/brieven/${items[0].letterId}/brief.pdf`)
  assert.equal(pdf.headers['content-type'], 'application/pdf')
  // Nobody hears of it today as if it were news.
  assert.deepEqual(await rows('select subject from foundation.mail'), [])
  assert.deepEqual(await rows(`select 1 from foundation.event where dossier_id = $1`, id), [])
  assert.deepEqual((await youssef.get('/council/warnings')).json.warnings, [])
})
