// The own words and the own look of an organisation, through the front door and a real database.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import { openHouse } from '#app/house.ts'
import { organisationId } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { csvOf, packFrom } from './packs.ts'

let house: TestHouse
/** Theo administers Wierdijk. */
let theo: Client
let samira: Client
let marleen: Client
before(async () => {
  house = await startHouse()
  theo = await house.as('theo')
  samira = await house.as('samira')
  marleen = await house.as('marleen')
})
after(() => house.stop())

const choose = (concept: string, singular: string, plural: string, article: 'de' | 'het' = 'de') =>
  theo.put(`/vocabulary/words/nl/${concept}`, { singular, plural, article })
const NOWHERE = '/dossiers/00000000-0000-4000-8000-000000000000'
const refusalOf = async (client: Client) => (await client.get(NOWHERE)).json.detail

/** A form with a file, as a browser sends it. */
const sendFile = async (path: string, file: Buffer | string, fields: Record<string, string> = {}) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('bestand', new Blob([Buffer.from(file)]), 'bestand')
  const request = new Request('http://127.0.0.1:3000', { method: 'POST', body: form })
  const answer = await house.app.inject({
    method: 'POST',
    url: path,
    headers: {
      cookie: theo.cookie,
      origin: 'http://127.0.0.1:3000',
      host: '127.0.0.1:3000',
      'content-type': request.headers.get('content-type')!,
    },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  return { status: answer.statusCode, location: String(answer.headers.location) }
}

describe('own words', () => {
  test('Theo calls a dossier a map: who works for Wierdijk reads it on pages and in the API, in good Dutch, and nobody else', async () => {
    assert.equal((await choose('dossier', 'map', 'mappen')).status, 204)
    assert.equal(await refusalOf(samira), 'Deze map bestaat niet, of niet voor u.')
    assert.equal(await refusalOf(marleen), 'Dit dossier bestaat niet, of niet voor u.')
    const page = await samira.page('/dossiers')
    assert.match(page.text, /mappen/i)
    assert.doesNotMatch(page.text.replace(/<[^>]*>/g, ' '), /\bdossiers?\b/i)
    // The addresses of pages are no words: a link that somebody sent still leads there.
    assert.match(page.text, /href="\/dossiers/)
    const english = await house.clientWith(`${samira.cookie}; taal=en`).page('/dossiers')
    assert.match(english.text, /Dossiers/)
  })

  test('when many ask at once and wait for a connection, everybody still reads the words of their own organisation', async () => {
    const asked = await Promise.all(
      Array.from({ length: 120 }, async (_, i) => [i % 2, await refusalOf(i % 2 ? samira : marleen)] as const),
    )
    for (const [isSamira, sentence] of asked)
      assert.equal(
        sentence,
        isSamira ? 'Deze map bestaat niet, of niet voor u.' : 'Dit dossier bestaat niet, of niet voor u.',
      )
    // Also what an answer is read as, before it is given back.
    const writes = await Promise.all(
      Array.from(
        { length: 40 },
        async (_, i) =>
          [
            i % 2,
            (
              await (i % 2 ? samira : marleen).put(`${NOWHERE}/closure`, {
                result: 'x',
                effect: 'x',
                lesson: 'x',
                outcome: 'reached',
              })
            ).json.detail,
          ] as const,
      ),
    )
    for (const [isSamira, sentence] of writes) assert.doesNotMatch(sentence, isSamira ? /dossier/ : /map/)
  })

  test('what people wrote themselves is never changed', async () => {
    const opened = await samira.submit('/dossiers/nieuw', 'openDossier', {
      title: 'Het dossier van de raad',
      reason: 'Een dossier dat niemand hernoemt',
      kind: 'opgave',
    })
    const page = await samira.page(String(opened.headers.location))
    assert.match(page.text, /Het dossier van de raad/)
    assert.match(page.text, /Een dossier dat niemand hernoemt/)
    assert.match(page.text, /De map is geopend/)
  })

  test('two things never have the same word: neither ours nor an own one', async () => {
    const taken = await choose('journal', 'regel', 'regels')
    assert.equal(taken.status, 400)
    assert.deepEqual(
      taken.json.errors.map((one: { path: string; detail: string }) => [one.path, one.detail]),
      [['singular', 'Dit woord betekent al iets anders: «regel». Kies een woord dat niemand kan verwarren.']],
    )
    assert.equal((await choose('area', 'Map', 'Mappen')).status, 400)
    // Two at once do not both get it.
    const both = await Promise.all([choose('phase', 'stap', 'stappen'), choose('gate', 'stap', 'stappen')])
    assert.deepEqual(both.map(({ status }) => status).sort(), [204, 400])
    // Our word for a dossier is free now; and then it cannot become the word for a dossier again.
    assert.equal((await choose('area', 'dossier', 'dossiers', 'het')).status, 204)
    assert.equal((await theo.delete('/vocabulary/words/nl/dossier')).status, 400)
    assert.equal((await theo.delete('/vocabulary/words/nl/area')).status, 204)
  })

  test('a word is a word: no signs, no markup, not too long, and in Dutch with its article', async () => {
    for (const singular of ['<b>map</b>', 'map"', 'a', 'm'.repeat(41), 'map\nmap', '{n}', '=map'])
      assert.equal((await choose('dossier', singular, 'mappen')).status, 400, singular)
    const without = await theo.put('/vocabulary/words/nl/dossier', { singular: 'map', plural: 'mappen' })
    assert.deepEqual(
      without.json.errors.map((one: { path: string }) => one.path),
      ['article'],
    )
    assert.equal((await choose('nietbestaand', 'map', 'mappen')).status, 400)
    assert.equal((await theo.get('/vocabulary/words/nl/nietbestaand')).status, 404)
  })

  test('before it is saved three real sentences show it, and a word that is taken is said', async () => {
    const page = await theo.page('/beheer/woorden/nl/entry?singular=bericht&plural=berichten&article=het')
    assert.equal(page.status, 200)
    assert.match(page.text, /Met uw woord/)
    assert.match(page.text, /\b[Hh]et bericht|\b[Dd]it bericht|\b[Ee]en nieuw bericht/)
    assert.equal(await refusalOf(samira), 'Deze map bestaat niet, of niet voor u.')
    const asked = await theo.get('/vocabulary/words/nl/entry?singular=journaal')
    assert.equal(asked.json.sentences.length, 3)
    assert.deepEqual(asked.json.problem, { code: 'appearance.sameWord', other: 'journaal' })
    assert.match((await theo.page('/beheer/woorden/nl/entry?singular=journaal')).text, /bestaat al voor iets anders/)
  })

  test('the page finds a word by either name, saves it, and takes it back', async () => {
    assert.match((await theo.page('/beheer/woorden?zoek=mappen')).text, /de map, mappen/)
    assert.doesNotMatch((await theo.page('/beheer/woorden?zoek=mappen')).text, /griffie/)
    const saved = await theo.submit('/beheer/woorden/nl/registry', 'chooseWord', {
      singular: 'statengriffie',
      plural: 'statengriffies',
      article: 'de',
    })
    assert.equal(saved.headers.location, '/beheer/woorden?gedaan=chooseWord')
    assert.match((await theo.page('/beheer/woorden')).text, /de statengriffie/)
    await theo.submit('/beheer/woorden/nl/registry', 'resetWord')
    assert.doesNotMatch((await theo.page('/beheer/woorden')).text, /statengriffie/)
    const refused = await theo.submit('/beheer/woorden/nl/registry', 'chooseWord', {
      singular: 'raad',
      plural: 'raden',
      article: 'de',
    })
    assert.equal(refused.status, 400)
    assert.match(refused.text, /Dit woord betekent al iets anders/)
    assert.match(refused.text, /value="raden"/)
  })

  test('a pack goes out as JSON and CSV and comes in again elsewhere, whole or not at all', async () => {
    const pack = await theo.page('/beheer/woorden/pakket.json')
    assert.equal(
      JSON.parse(pack.text).words.find((one: { concept: string }) => one.concept === 'dossier').singular,
      'map',
    )
    const csv = (await theo.page('/beheer/woorden/pakket.csv')).text
    assert.match(csv, /^\uFEFFconcept;language;singular;plural;article\r\n/)
    const sent = JSON.parse(pack.text).words
    assert.deepEqual((packFrom(Buffer.from(csv)) as { words: object[] }).words, sent)
    assert.deepEqual((packFrom(Buffer.from(csvOf([]))) as { words: object[] }).words, [])
    assert.equal((await theo.delete('/vocabulary/pack')).status, 204)
    assert.equal(await refusalOf(samira), 'Dit dossier bestaat niet, of niet voor u.')
    for (const file of [pack.text, csv, csv.replaceAll(';', ',')]) {
      assert.equal((await theo.delete('/vocabulary/pack')).status, 204)
      assert.equal((await sendFile('/beheer/woorden/pakket', file)).location, '/beheer/woorden?gedaan=takePack')
      assert.equal(await refusalOf(samira), 'Deze map bestaat niet, of niet voor u.')
    }
    for (const [wrong, says] of [
      ['geen pakket', /geen woordenpakket/],
      ['', /geen woordenpakket|Kies eerst/],
      [csv.replace('map;mappen', 'raad;raden'), /betekent al iets anders/],
      [`${csv}geheim;nl;iets;ietsen;de\n`, /kent Schakel niet[\s\S]*rij \d/],
      [csv.replace('map;', '<script>;'), /te lang, te kort/],
    ] as const) {
      const { location } = await sendFile('/beheer/woorden/pakket', wrong)
      assert.match((await theo.page(location)).text, says)
      assert.equal(await refusalOf(samira), 'Deze map bestaat niet, of niet voor u.')
    }
  })

  test('a word in a file of somebody else runs in no spreadsheet, and comes back as it was', () => {
    const words = [
      { concept: 'dossier', language: 'nl' as const, singular: '=1+1', plural: "'t dossier", article: null },
    ]
    assert.match(csvOf(words), /;'=1\+1;'t dossier;/)
    assert.deepEqual((packFrom(Buffer.from(csvOf(words))) as { words: object[] }).words, words)
  })

  test('another server of the same installation speaks them too, without being started again', async () => {
    const other = await openHouse(house.config, house.connections, { background: false, checkAnswers: true })
    const asked = async () =>
      (
        await other.app.inject({ url: `/api/v1${NOWHERE}`, headers: { cookie: samira.cookie, host: '127.0.0.1:3000' } })
      ).json().detail
    assert.equal(await asked(), 'Deze map bestaat niet, of niet voor u.')
    await choose('dossier', 'zaakmap', 'zaakmappen')
    for (let patience = 0; patience < 60 && !(await asked()).includes('zaakmap'); patience++)
      await new Promise((resolve) => setTimeout(resolve, 50))
    assert.equal(await asked(), 'Deze zaakmap bestaat niet, of niet voor u.')
    await other.close()
  })

  test('every change has its line in the audit, and nobody but the administrator comes near', async () => {
    const { rows } = await house.owner.query(
      `select count(*)::int as n from foundation.audit_line where act = 'appearance.chooseWord' and outcome = 'granted'`,
    )
    assert.ok(rows[0].n >= 4)
    for (const path of [
      '/beheer/woorden',
      '/beheer/woorden/nl/dossier',
      '/beheer/huisstijl',
      '/beheer/woorden/pakket.csv',
    ])
      assert.equal((await samira.page(path)).status, 403, path)
  })
})

describe('the own look', () => {
  test('a name and a colour stand on the pages of members, on a public page of the organisation, and nowhere else', async () => {
    const saved = await theo.submit('/beheer/huisstijl', 'changeTheme', { name: 'Wierdijk aan Zee', colour: '#FFD500' })
    assert.equal(saved.headers.location, '/beheer/huisstijl?gedaan=changeTheme')
    const page = await samira.page('/dossiers')
    const address = /href="(\/huisstijl\/[\w-]+\/[0-9a-f]{16}\.css)"/.exec(page.text)?.[1]
    assert.ok(address)
    assert.match(page.text, /Wierdijk aan Zee/)
    assert.doesNotMatch(page.text, /style=/)
    assert.doesNotMatch((await marleen.page('/dossiers')).text, /huisstijl/)
    const css = await house.nobody.page(address)
    assert.equal(css.headers['content-type'], 'text/css; charset=utf-8')
    assert.match(String(css.headers['cache-control']), /immutable/)
    assert.doesNotMatch(css.text.split('@media')[0]!, /ffd500/)
    const again = await house.app.inject({ url: address, headers: { 'if-none-match': String(css.headers.etag) } })
    assert.equal(again.statusCode, 304)
    assert.equal((await house.nobody.page(`/huisstijl/${organisationId('wierdijk')}/x.svg`)).status, 404)
  })

  test('when the look cannot be read for a moment the change is made all the same, and shows as soon as it can', async () => {
    const lines = async () =>
      (
        await house.owner.query(
          `select outcome from foundation.audit_line where act = 'appearance.changeTheme' order by at desc limit 2`,
        )
      ).rows.map(({ outcome }) => outcome)
    await house.owner.query('alter table appearance.own_word rename to away')
    try {
      assert.equal((await theo.put('/theme', { name: 'Wierdijk aan de Wadden', colour: '#ffd500' })).status, 204)
      assert.match((await samira.page('/dossiers')).text, /Wierdijk aan Zee/)
    } finally {
      await house.owner.query('alter table appearance.away rename to own_word')
    }
    const shown = async () => (await samira.page('/dossiers')).text.includes('Wierdijk aan de Wadden')
    for (let patience = 0; patience < 100 && !(await shown()); patience++)
      await new Promise((resolve) => setTimeout(resolve, 50))
    assert.ok(await shown())
    await house.settle()
    assert.deepEqual(await lines(), ['granted', 'granted'])
    assert.equal((await theo.put('/theme', { name: 'Wierdijk aan Zee', colour: '#ffd500' })).status, 204)
  })

  test('yellow is too light to read: the page says which colour words get, and shows both', async () => {
    const page = await theo.page('/beheer/huisstijl?name=&colour=%23ffd500')
    assert.match(page.text, /#ffd500 is op een lichte achtergrond niet goed te lezen/)
    assert.match(page.text, /huisstijl\/voorbeeld\.svg\?kleur=%23ffd500/)
    assert.match((await theo.page('/beheer/huisstijl?colour=%230c5a68')).text, /blijft zoals u haar koos/)
    assert.match((await theo.page('/beheer/huisstijl?colour=geel')).text, /Dit is geen kleur/)
    assert.equal((await house.nobody.page('/huisstijl/voorbeeld.svg?kleur=%23ffd500')).status, 200)
    assert.equal((await house.nobody.page('/huisstijl/voorbeeld.svg?kleur=rood')).status, 404)
    const refused = await theo.submit('/beheer/huisstijl', 'changeTheme', { name: 'x', colour: 'rood' })
    assert.equal(refused.status, 400)
    assert.match(refused.text, /value="x"/)
  })

  test('a logo is drawn anew, from PNG and from SVG, and is there for who looks and for who listens', async () => {
    const png = await sharp({ create: { width: 1200, height: 300, channels: 4, background: '#7a1c4b' } })
      .withExif({ IFD0: { Copyright: 'geheim' } })
      .png()
      .toBuffer()
    assert.equal(
      (await sendFile('/beheer/huisstijl/logo', png, { alt: 'Gemeente Wierdijk' })).location,
      '/beheer/huisstijl?gedaan=placeLogo',
    )
    const page = (await samira.page('/dossiers')).text
    const address = /<img class="schakel-brand__logo" src="([^"]+)" alt="Gemeente Wierdijk"/.exec(page)?.[1]
    assert.ok(address)
    const { rawPayload } = await house.app.inject({ url: address })
    assert.equal((await sharp(rawPayload).metadata()).height, 160)
    assert.ok(!rawPayload.includes('geheim'))
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50"><rect width="200" height="50" fill="#0c5a68"/></svg>'
    assert.equal(
      (await sendFile('/beheer/huisstijl/logo', svg, { alt: 'x' })).location,
      '/beheer/huisstijl?gedaan=placeLogo',
    )
  })

  test('what is no logo, or reaches outside itself, is refused with a sentence', async () => {
    const around = (inside: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 50">${inside}</svg>`
    for (const file of [
      'geen plaatje',
      around('<script>alert(1)</script>'),
      around('<image href="file:///etc/passwd" width="9" height="9"/>'),
      around('<image xlink:href="http://169.254.169.254/" width="9" height="9"/>'),
      around('<style>@import "http://elders.example/x.css"</style>'),
      `<!DOCTYPE svg [<!ENTITY a "aaaa">]>${around('&a;')}`,
      around('').replace('0 0 200 50', '0 0 90000 1'),
      // A million rectangles in a thousand characters.
      around(
        `<defs><rect id="a0" width="1" height="1"/>${[1, 2, 3, 4, 5, 6]
          .map((n) => `<g id="a${n}">${`<use href="#a${n - 1}"/>`.repeat(10)}</g>`)
          .join('')}</defs><use href="#a6"/>`,
      ),
      around('<filter id="f"><feTurbulence numOctaves="9"/></filter><rect width="200" height="50" filter="url(#f)"/>'),
    ]) {
      const { location } = await sendFile('/beheer/huisstijl/logo', file, { alt: 'x' })
      assert.equal(location, '/beheer/huisstijl?fout=notALogo', String(file).slice(0, 150))
    }
    assert.match((await theo.page('/beheer/huisstijl?fout=notALogo')).text, /geen logo dat wij kunnen tekenen/)
    const png = await sharp({ create: { width: 10, height: 10, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    assert.match((await sendFile('/beheer/huisstijl/logo', png)).location, /fout=/)
  })

  test('reset, and everything looks as before', async () => {
    await theo.submit('/beheer/huisstijl', 'resetTheme')
    const page = (await samira.page('/dossiers')).text
    assert.doesNotMatch(page, /huisstijl|schakel-brand__logo/)
  })
})
