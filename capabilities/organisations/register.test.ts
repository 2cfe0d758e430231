// The register of government organisations, as it is taken in and found again.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { newId } from '#foundation/id.ts'
import { importRegister } from './index.ts'
import { suggestOrganisations } from './queries.ts'
import { idOf } from './register/line.ts'
import { linesOf } from './register/lines.ts'
import { SECOND_NAMES } from './second-names.ts'
import { type Member, openTown, type Town } from './testing.ts'

const REGISTER = join(import.meta.dirname, '../../../shared/data/organisations.ndjson')
const scratch = mkdtempSync(join(tmpdir(), 'schakel-register-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

const fileOf = (name: string, ...lines: (object | string)[]): string => {
  const path = join(scratch, name)
  writeFileSync(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
  return path
}
const line = (id: string, name: string, more: object = {}) => ({
  id: `org:${id}`,
  type: 'gemeente',
  parent_id: null,
  names: [{ value: name, valid_from: '1900-01-01' }],
  valid_from: '1900-01-01',
  valid_until: null,
  ...more,
})

describe('the whole register', {
  skip: !existsSync(REGISTER) && 'the register does not lie beside this checkout',
}, () => {
  let town: Town
  let reader: Member
  before(async () => {
    town = await openTown()
    reader = await town.member('Samira', await town.organisation('Gemeente Wierdijk'), 'staff', 'procesambtenaar')
    const outcome = await importRegister(town.ownerUrl, REGISTER)
    assert.deepEqual(
      [outcome.read, outcome.added, outcome.changed, outcome.unchanged, outcome.broken, outcome.kept],
      [7208, 7208, 0, 0, [], []],
    )
  })
  after(() => town.stop())

  const suggested = async (query: string) => {
    const { options } = await town.ask(reader, 'suggestOrganisations', { query })
    return options.map((option: { label: string }) => option.label) as string[]
  }

  test('a second time changes nothing', async () => {
    const before = await town.owner.query(
      'select md5(string_agg(o::text, $1 order by id)) from organisations.organisation o',
      [','],
    )
    const outcome = await importRegister(town.ownerUrl, REGISTER)
    assert.deepEqual([outcome.added, outcome.changed, outcome.unchanged, outcome.successions], [0, 0, 7208, 0])
    const now = await town.owner.query(
      'select md5(string_agg(o::text, $1 order by id)) from organisations.organisation o',
      [','],
    )
    assert.deepEqual(now.rows, before.rows)
  })

  test('342 municipalities exist today, and 613 ever did; Wierdijk was made here', async () => {
    const { kinds } = await town.ask(reader, 'countOrganisations')
    const towns = kinds.find((one: { kind: string }) => one.kind === 'gemeente')
    assert.deepEqual(towns, { kind: 'gemeente', today: 343, ever: 614 })
    const { rows } = await town.owner.query(
      `select count(*)::int as n from organisations.organisation where kind = 'gemeente' and register_id is not null and valid_until is null`,
    )
    assert.equal(rows[0].n, 342)
  })

  test("'s-Hertogenbosch is found however it is called", async () => {
    for (const said of [
      'den bosch',
      'Den Bosch',
      'shertogenbosch',
      's-hert',
      "'s-Hertogenbosch",
      'hertogenbos',
      'gemeente den bosch',
    ])
      assert.equal((await suggested(said))[0], "Gemeente 's-Hertogenbosch", said)
  })

  test('accents, articles, word order of the eye and a slip of the finger do not stand in the way', async () => {
    for (const [said, name] of [
      ['sudwest', 'Gemeente Súdwest-Fryslân'],
      ['haag', 'Gemeente Den Haag'],
      ["'s-gravenhage", 'Gemeente Den Haag'],
      ['ljouwert', 'Gemeente Leeuwarden'],
      ['braassem', 'Gemeente Kaag en Braassem'],
      ['alkmade', 'Alkemade'],
      ['utrehct', 'Gemeente Utrecht'],
      ['00000001001709124000', "Gemeente 's-Hertogenbosch"],
    ] as const)
      assert.equal((await suggested(said))[0], name, said)
    assert.deepEqual(await suggested('%_%'), [])
    assert.deepEqual(await suggested(''), [])
  })

  test('Alkemade leads to Kaag en Braassem', async () => {
    const { options } = await town.ask(reader, 'suggestOrganisations', { query: 'alkemade' })
    assert.equal(options[0].description, 'Gemeente · tot en met 2008, nu Gemeente Kaag en Braassem')
    const alkemade = await town.ask(reader, 'readOrganisation', { organisationId: options[0].value })
    assert.equal(alkemade.existsToday, false)
    assert.deepEqual(
      alkemade.successors.map((next: { name: string; happenedOn: string }) => [next.name, next.happenedOn]),
      [['Gemeente Kaag en Braassem', '2009-01-01']],
    )
    const kaag = await town.ask(reader, 'readOrganisation', { organisationId: alkemade.successors[0].organisationId })
    assert.deepEqual(
      kaag.predecessors.map((one: { name: string }) => one.name),
      ['Alkemade', 'Jacobswoude'],
    )
  })

  test('every code of a second name is that of a municipality', async () => {
    const { rows } = await town.owner.query(
      `select distinct replace(value, 'https://identifier.overheid.nl/tooi/id/gemeente/', '') as code from organisations.identifier where scheme = 'tooi'`,
    )
    const codes = new Set(rows.map((row) => row.code))
    assert.deepEqual(
      Object.keys(SECOND_NAMES).filter((code) => !codes.has(code)),
      [],
    )
  })

  test('a list goes on where it ended, with and without a query', async () => {
    for (const asked of [
      { kind: 'gemeente', existsOn: '2026-01-01' },
      { query: 'gemeenschappelijke' },
      { query: 'a' },
    ]) {
      const seen: string[] = []
      let after: string | undefined
      for (let pages = 0; pages < 4; pages++) {
        const { items, next } = await town.ask(reader, 'listOrganisations', { ...asked, limit: '40', after })
        seen.push(...items.map((item: { organisationId: string }) => item.organisationId))
        after = next
      }
      assert.equal(seen.length, 160)
      assert.equal(new Set(seen).size, 160)
    }
  })

  test('finding goes by an index, for whoever serves', async () => {
    const { text, values } = suggestOrganisations('den bosch', 8)
    const plan = (await town.sees(reader, `explain ${text}`, values)).join('\n')
    assert.match(plan, /search_key_key/)
    assert.match(plan, /search_key_similar/)
    assert.doesNotMatch(plan, /Seq Scan on (search_key|organisation|name|identifier)/)
  })
})

describe('a register with mistakes in it', () => {
  let town: Town
  before(async () => {
    town = await openTown()
  })
  after(() => town.stop())

  test('a broken line is told with its number and its reason, and the rest is kept', async () => {
    const outcome = await importRegister(
      town.ownerUrl,
      fileOf(
        'broken.ndjson',
        line('goed', 'Gemeente Goed'),
        '{"id": "org:stuk", ',
        { ...line('naamloos', ''), names: [] },
        line('leeg', '   '),
        line('datum', 'Gemeente Datum', { valid_until: '31-12-2008' }),
        line('achterstevoren', 'Gemeente Achterstevoren', { valid_from: '2020-01-01', valid_until: '2010-01-01' }),
        line('goed', 'Gemeente Dubbel'),
        line('wees', 'Gemeente Wees', { parent_id: 'org:niemand' }),
        line('groot', 'x'.repeat(5_000_000)),
        line('verdwaald', 'Gemeente Verdwaald', { valid_until: '2010-12-31', successor_id: 'org:nergens' }),
        '',
        line('laatste', 'Gemeente "Laatste" \\ \t, NULL'),
      ),
    )
    assert.deepEqual(
      outcome.broken.map(({ number, sentence }) => [number, sentence.replace(/\d{6,}/g, 'n')]),
      [
        [2, 'it is not JSON.'],
        [3, 'names is not right: too small: expected array to have >=1 items.'],
        [4, 'names.0.value is not right: too small: expected string to have >=1 characters.'],
        [5, 'valid_until is not right: invalid ISO date.'],
        [6, 'it ends (2010-01-01) before it begins (2020-01-01).'],
        [7, 'org:goed stands on line 1 too; that one was taken.'],
        [9, 'it is n bytes long and n is the most.'],
      ],
    )
    assert.deepEqual(
      outcome.doubtful.map(({ number, sentence }) => [number, sentence]),
      [
        [8, 'org:wees is part of org:niemand, which the register does not have: it was kept without a parent.'],
        [
          10,
          'org:verdwaald was succeeded by org:nergens, which the register does not have: the succession was not taken.',
        ],
      ],
    )
    assert.equal(outcome.added, 4)
    const { rows } = await town.owner.query('select name from organisations.organisation where id = $1', [
      idOf('org:laatste'),
    ])
    assert.equal(rows[0].name, 'Gemeente "Laatste" \\ , NULL')
  })

  test('a file that is no register leaves all as it is', async () => {
    await assert.rejects(importRegister(town.ownerUrl, join(scratch, 'nothing.ndjson')), /ENOENT/)
    const outcome = await importRegister(town.ownerUrl, fileOf('empty.ndjson', ''))
    assert.deepEqual([outcome.read, outcome.added], [0, 0])
  })

  test('a parent and a successor may come later', async () => {
    const path = fileOf(
      'later.ndjson',
      line('wees', 'Gemeente Wees', { parent_id: 'org:niemand' }),
      line('verdwaald', 'Gemeente Verdwaald', { valid_until: '2010-12-31', successor_id: 'org:nergens' }),
      line('niemand', 'Provincie Niemand', { type: 'provincie' }),
      line('nergens', 'Gemeente Nergens'),
    )
    const outcome = await importRegister(town.ownerUrl, path)
    assert.deepEqual([outcome.added, outcome.unchanged, outcome.successions], [2, 2, 1])
    const { rows } = await town.owner.query('select parent_id from organisations.organisation where id = $1', [
      idOf('org:wees'),
    ])
    assert.equal(rows[0].parent_id, idOf('org:niemand'))
    const { rows: heritage } = await town.owner.query(
      'select predecessor_id from organisations.heritage where organisation_id = $1',
      [idOf('org:nergens')],
    )
    assert.deepEqual(heritage, [{ predecessor_id: idOf('org:verdwaald') }])
  })

  test('what was made here by hand is joined by its number and keeps its name and its people', async () => {
    const own = await town.organisation('Onze Gemeente Zelf')
    await town.owner.query(
      `insert into organisations.identifier (organisation_id, scheme, value) values ($1, 'oin', '00000001001234567000')`,
      [own],
    )
    await town.member('Bas-Jan', own, 'staff', 'strateeg')
    const inRegister = (more: object = {}) =>
      fileOf('joined.ndjson', line('zelf', 'Gemeente Zelf', { identifiers: { oin: '00000001001234567000' }, ...more }))
    const first = await importRegister(town.ownerUrl, inRegister())
    assert.deepEqual([first.added, first.changed], [0, 1])
    assert.match(first.kept[0]!.sentence, /it is called Onze Gemeente Zelf here and Gemeente Zelf in the register/)
    const { rows } = await town.owner.query(
      'select register_id, name, is_government from organisations.organisation where id = $1',
      [own],
    )
    assert.deepEqual(rows[0], { register_id: 'org:zelf', name: 'Onze Gemeente Zelf', is_government: true })

    const again = await importRegister(town.ownerUrl, inRegister())
    assert.deepEqual([again.changed, again.unchanged], [0, 1])
    assert.match(again.kept[0]!.sentence, /Onze Gemeente Zelf/)

    const ended = await importRegister(
      town.ownerUrl,
      inRegister({ valid_until: '2026-01-01', successor_id: 'org:goed' }),
    )
    assert.match(ended.kept[0]!.sentence, /ends it on 2026-01-01, but people work in it here/)
    const { rows: now } = await town.owner.query('select valid_until from organisations.organisation where id = $1', [
      own,
    ])
    assert.equal(now[0].valid_until, null)
    const { rows: heirs } = await town.owner.query('select from organisations.succession where predecessor_id = $1', [
      own,
    ])
    assert.equal(heirs.length, 0)
  })

  test('a name that the register changes is changed, one that was changed here is not', async () => {
    const administrator = await town.member('Ans', idOf('org:nergens'), 'administrator', 'beheerder')
    await town.ask(administrator, 'renameOrganisation', {
      organisationId: idOf('org:nergens'),
      name: 'Gemeente Ergens',
      validFrom: '2020-01-01',
    })
    const outcome = await importRegister(
      town.ownerUrl,
      fileOf(
        'renamed.ndjson',
        line('nergens', 'Gemeente Nergens', { website: 'www.nergens.nl' }),
        line('goed', 'Gemeente Beter'),
      ),
    )
    assert.equal(outcome.changed, 2)
    assert.deepEqual(
      outcome.kept.map(({ sentence }) => sentence),
      ['org:nergens was left as it is here: it is called Gemeente Ergens here and Gemeente Nergens in the register.'],
    )
    const { rows } = await town.owner.query(
      'select name, website from organisations.organisation where id = any ($1) order by name',
      [[idOf('org:nergens'), idOf('org:goed')]],
    )
    assert.deepEqual(rows, [
      { name: 'Gemeente Beter', website: null },
      { name: 'Gemeente Ergens', website: 'https://www.nergens.nl' },
    ])
    const one = await town.ask(administrator, 'readOrganisation', { organisationId: idOf('org:nergens') })
    assert.deepEqual(
      one.names.map((name: { value: string; validUntil: string | null }) => [name.value, name.validUntil]),
      [
        ['Gemeente Ergens', null],
        ['Gemeente Nergens', '2019-12-31'],
      ],
    )
  })

  test('lines are cut wherever the bytes break, and bytes that are no text are told', async () => {
    const bytes = Buffer.concat([
      Buffer.from('\ufeffeén\r\ntwee\n\n'),
      Buffer.from([0xc3, 0x28, 10]),
      Buffer.from(`${newId()}lang\nvijf`),
    ])
    for (const size of [1, 2, 7, 1000]) {
      async function* chunks() {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
      }
      const lines = []
      for await (const { number, text, fault } of linesOf(chunks(), 20)) lines.push([number, text ?? fault])
      assert.deepEqual(lines, [
        [1, 'eén'],
        [2, 'twee'],
        [4, 'it is not UTF-8'],
        [5, 'it is 40 bytes long and 20 is the most'],
        [6, 'vijf'],
      ])
    }
  })
})
