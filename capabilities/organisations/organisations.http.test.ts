// The pages of the organisations, as a browser without JavaScript sees and sends them.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { capabilities } from '#app/capabilities.ts'
import { membershipId } from '#app/practice/cast.ts'
import { startHouse, type TestHouse } from '#app/testing.ts'
import { importRegister, organisationIdOf } from './index.ts'

const isListed = capabilities.some((room) => room.name === 'organisations')

describe('the pages', { skip: !isListed && 'this room is not listed in app/capabilities.ts' }, () => {
  let house: TestHouse
  const scratch = mkdtempSync(join(tmpdir(), 'schakel-pages-'))
  before(async () => {
    house = await startHouse()
    const town = (id: string, name: string, more: object = {}) =>
      JSON.stringify({ id: `org:${id}`, type: 'gemeente', names: [{ value: name, valid_from: '1900-01-01' }], ...more })
    const path = join(scratch, 'register.ndjson')
    writeFileSync(
      path,
      [
        town('kaag', 'Gemeente Kaag en Braassem', { website: 'www.kaagenbraassem.nl' }),
        town('alkemade', 'Alkemade', { valid_until: '2008-12-31', successor_id: 'org:kaag' }),
        town('bosch', "Gemeente 's-Hertogenbosch", {
          identifiers: { tooi: 'https://identifier.overheid.nl/tooi/id/gemeente/gm0796' },
        }),
        town('script', 'Gemeente <script>alert(1)</script>'),
      ].join('\n'),
    )
    await importRegister(house.database.ownerUrl, path)
  })
  after(async () => {
    await house.stop()
    rmSync(scratch, { recursive: true, force: true })
  })
  const idOf = async (name: string) =>
    (await house.owner.query('select id from organisations.organisation where name = $1', [name])).rows[0].id as string

  test('Samira reads how many municipalities there are today; the invented ones are not among them', async () => {
    const page = await (await house.as('samira')).page('/organisaties')
    assert.equal(page.status, 200)
    assert.match(page.text, /Vandaag zijn er 3 gemeenten; 1 gingen op|Today there are 3 municipalities/)
    assert.doesNotMatch(page.text, /<script>alert/)
    assert.doesNotMatch(page.text, /organisaties\/toevoegen/)
  })

  test('she finds Den Bosch and Alkemade, and Alkemade leads her to Kaag en Braassem', async () => {
    const samira = await house.as('samira')
    assert.match((await samira.page('/organisaties?zoek=den+bosch')).text, /Hertogenbosch/)
    assert.match((await samira.page('/organisaties?zoek=alkemade')).text, new RegExp(organisationIdOf('org:alkemade')))
    const page = await samira.page(`/organisaties/${organisationIdOf('org:alkemade')}`)
    assert.match(page.text, new RegExp(`href="/organisaties/${organisationIdOf('org:kaag')}"`))
    assert.doesNotMatch(page.text, /samenvoegen/)
    assert.equal((await samira.page('/organisaties/00000000-0000-4000-8000-000000000000')).status, 404)
    assert.equal((await house.nobody.get('/organisations')).status, 401)
  })

  test('a place in the list or a day that was made up is refused or passed over, and is no fault of ours', async () => {
    const samira = await house.as('samira')
    const place = (...at: unknown[]) => Buffer.from(JSON.stringify(at)).toString('base64url')
    const id = organisationIdOf('org:kaag')
    for (const after of ['x', place(0, 'a', '-'.repeat(36)), place(2 ** 40, 'a', id), place(0, 'a\0', id)])
      for (const query of ['', '&query=kaag'])
        assert.equal((await samira.get(`/organisations?after=${after}${query}`)).status, 200, after)
    for (const day of ['0000-01-01', '2026-02-31', 'x'])
      assert.equal((await samira.get(`/organisations?existsOn=${day}`)).status, 400, day)
  })

  test('Theo adds a partner, gives Wierdijk a new name and merges it with Lindemeer, all without JavaScript', async () => {
    const theo = await house.as('theo')
    const [wierdijk, lindemeer] = [await idOf('Gemeente Wierdijk'), await idOf('Gemeente Lindemeer')]
    const added = await theo.submit('/organisaties/toevoegen', 'registerOrganisation', {
      name: 'Stichting Dijkvuur',
      kind: 'stichting',
      kvk: '',
      website: '',
    })
    assert.equal(added.status, 303)
    assert.equal((await theo.page(String(added.headers.location))).status, 200)

    const name = { name: 'Gemeente Wierdijk aan Zee', shortName: '', validFrom: '2026-01-01' }
    assert.equal((await theo.submit(`/organisaties/${wierdijk}`, 'renameOrganisation', name)).status, 303)
    const refused = await (await house.as('samira')).submit(`/organisaties/${wierdijk}`, 'renameOrganisation', {
      ...name,
      name: 'Gemeente Samira',
    })
    assert.equal(refused.status, 403)

    const path = `/organisaties/${wierdijk}/samenvoegen`
    assert.match((await theo.page(`${path}?zoek=lindem&search=erbij`)).text, new RegExp(`value="${lindemeer}"`))
    const chosen = `${path}?met=${lindemeer}`
    assert.match((await theo.page(chosen)).text, /Gemeente Lindemeer/)
    const fields = {
      otherIds: lindemeer,
      successorId: 'nieuw',
      successorName: 'Gemeente Wierdemeer',
      happensOn: '2026-01-01',
    }
    const unsure = await theo.submit(chosen, 'mergeOrganisations', fields)
    assert.equal(unsure.status, 400)
    assert.match(unsure.text, /value="Gemeente Wierdemeer"/)
    assert.match(unsure.text, /id="sure-error"/)
    const done = await theo.submit(chosen, 'mergeOrganisations', { ...fields, sure: 'true' })
    assert.equal(done.status, 303)
    // Lindemeer takes part here and has nobody yet who may agree: nothing happens until it has.
    assert.equal((await theo.get(`/organisations/${lindemeer}`)).json.existsToday, true)
    await house.owner.query("update people.membership set position = 'administrator' where id = $1", [
      membershipId('sanne'),
    ])
    const { rows } = await house.owner.query('select id from organisations.reorganisation')
    const agreed = await (await house.as('sanne')).put(`/reorganisations/${rows[0].id}/agreement`, {})
    assert.deepEqual([agreed.status, agreed.json.isDone], [200, true], agreed.text)
    const heir = await theo.page(`/organisaties/${agreed.json.heirId}`)
    assert.match(heir.text, /Gemeente Wierdemeer/)
    assert.match(heir.text, /Gemeente Lindemeer/)
    const split = await theo.page(`/organisaties/${await idOf('Gemeente Wierdemeer')}/splitsen?nieuw=Oost%0AWest`)
    assert.match(split.text, /Samira El Amrani/)
  })
})
