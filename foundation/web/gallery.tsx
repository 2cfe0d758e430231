// Pages as they will look, in the words of gemeente Wierdijk, to look at and to test the look with. Not served.

import type { VNode } from 'preact'
import * as c from './components.tsx'
import { en } from './text.en.ts'
import { nl } from './text.nl.ts'

const now = '2026-02-05T15:30:00+01:00'
const words = ['Eigen notitie', 'Kernteam', 'Betrokkenen', 'Organisatie', 'Raad', 'Openbaar'] as const
const audience = (level: c.AudienceLevel) => ({ level, word: words[level] })

function shell(assets: c.PageAssets, current: string, extra: Partial<c.ShellProps> & { title: string }): c.ShellProps {
  return {
    assets,
    t: nl,
    who: { name: 'Samira el Amrani', role: 'Procesambtenaar', organisation: 'gemeente Wierdijk' },
    nav: [
      { href: '/vandaag', label: 'Vandaag', icon: 'sun', count: 4 },
      { href: '/dossiers', label: 'Dossiers', icon: 'folders' },
      { href: '/zoeken', label: 'Zoeken', icon: 'search' },
      { href: '/organisaties', label: 'Organisaties', icon: 'building-community' },
      { href: '/mensen', label: 'Mensen', icon: 'users' },
    ].map((item) => ({ ...item, current: item.href === current })),
    primary: { href: '/nieuwe-regel' },
    roles: {
      action: '/rol',
      value: 'a',
      options: [
        { value: 'a', label: 'Procesambtenaar, gemeente Wierdijk' },
        { value: 'b', label: 'Lid regiotafel energie' },
      ],
    },
    signOut: { action: '/uitloggen' },
    settingsHref: '/instellingen',
    language: { action: '/taal' },
    footer: { accessibilityHref: '/toegankelijkheid', privacyHref: '/privacy', aboutHref: '/over' },
    ...extra,
  }
}

const ladder: c.LadderStep[] = [
  { word: 'Vraag gesteld', who: 'aan team Financiën', at: '2026-01-15', state: 'done' },
  { word: 'Herinnering', who: 'aan team Financiën', at: '2026-01-26', state: 'done' },
  {
    word: 'Eigenaar belt',
    who: 'Samira el Amrani',
    at: '2026-02-02',
    state: 'present',
    note: 'Reden: wacht op gegevens',
  },
  { word: 'Teammanager', who: 'Gerrit Huisman', at: '2026-02-09', state: 'ahead' },
  { word: 'Opdrachtgever', who: 'wethouder De Ruiter', at: '2026-02-16', state: 'ahead' },
]

function dossier(assets: c.PageAssets): VNode {
  return (
    <c.PageShell
      {...shell(assets, '/dossiers', { title: 'Zon op de Dijk' })}
      breadcrumb={<c.Breadcrumb items={[{ href: '/dossiers', label: 'Dossiers' }]} />}
      messages={[{ kind: 'ok', text: 'Je regel staat erin. Het kernteam kan hem lezen.' }]}
    >
      <c.PageHead
        title="Zon op de Dijk"
        lead="Zonnepanelen en één buurtbatterij voor 38 huishoudens aan de dijk."
        badges={
          <>
            <c.StateBadge tone="active">Loopt</c.StateBadge>
            <c.AudienceChip {...audience(3)} />
            <span class="schakel-meta">Jij leest mee tot en met kernteam</span>
          </>
        }
        actions={
          <c.LinkButton href="/vraag" icon="message-question">
            Vraag stellen
          </c.LinkButton>
        }
      />
      <c.Columns
        sideLabel="Bij dit dossier"
        side={
          <>
            <c.Card title="Open punten" aside="3 open">
              <c.LinkList
                items={[
                  {
                    href: '/p/1',
                    title: 'Wie rekent de garantstelling door?',
                    meta: 'team Financiën · had 26 januari moeten komen',
                    badge: <c.StateBadge tone="late">10 dagen te laat</c.StateBadge>,
                    tone: 'late',
                  },
                  {
                    href: '/p/2',
                    title: 'Is de eigenaar van de schuur akkoord?',
                    meta: 'Marleen Bouma · voor donderdag 12 februari',
                    badge: <c.StateBadge tone="wait">Wacht</c.StateBadge>,
                    tone: 'wait',
                  },
                ]}
              />
            </c.Card>
            <c.Card title="Waarom en voor wie">
              <c.DataList
                look="tight"
                items={[
                  {
                    label: 'Wat merkt de inwoner',
                    value: 'Lagere stroomrekening voor wie meedoet. Duidelijkheid of het op de dijk mag.',
                  },
                  { label: 'Eigenaar', value: <c.Link href="/m/1">Samira el Amrani</c.Link> },
                  { label: 'Vervanger', value: <c.Link href="/m/2">Bas-Jan Terpstra</c.Link> },
                  { label: 'Verantwoordelijk', value: 'gemeente Wierdijk' },
                ]}
              />
            </c.Card>
            <c.Card title="Wie doen er mee">
              <c.DataList
                look="tight"
                items={[
                  { label: 'gemeente Wierdijk', value: 'Samira el Amrani, Bas-Jan Terpstra, Wout Hoekstra' },
                  { label: 'veiligheidsregio', value: 'Nadia Yıldız' },
                  { label: 'coöperatie Zon op de Dijk', value: 'Marleen Bouma' },
                ]}
              />
            </c.Card>
          </>
        }
      >
        <Composer />
        <c.Form action="/dossiers/1" method="get" inline autoSubmit label="Wat je wilt zien">
          <c.Select
            name="soort"
            label="Soort"
            value=""
            empty="Alles"
            options={[
              { value: 'besluit', label: 'Besluiten' },
              { value: 'gesprek', label: 'Gesprekken' },
            ]}
          />
          <c.Select
            name="lezers"
            label="Voor wie"
            value=""
            empty="Iedereen"
            options={words.map((label) => ({ value: label, label }))}
          />
          <span class="schakel-no-script">
            <c.Button>Toon</c.Button>
          </span>
        </c.Form>
        <c.Heading level={2}>Journaal</c.Heading>
        <c.Timeline label="Journaal" live>
          <c.TimelineDay day="2026-02-05" now={now}>
            <c.TimelineItem
              id="r4"
              at="2026-02-05T14:05:00+01:00"
              kind={{ word: 'Vakbezwaar', icon: 'alert-triangle' }}
              author="Nadia Yıldız"
              organisation="veiligheidsregio"
              audience={audience(2)}
              tone="warning"
              href="#r4"
              actions={<a href="/antwoord">Antwoord geven</a>}
            >
              <c.Prose text="De batterij komt op drie meter van een slaapkamer. Zo kan het niet. Het besluit van 1 maart wacht tot er een andere plek is." />
            </c.TimelineItem>
            <c.TimelineItem
              id="r3"
              at="2026-02-05T09:12:00+01:00"
              kind={{ word: 'Foto', icon: 'photo' }}
              author="Bas-Jan Terpstra"
              organisation="gemeente Wierdijk"
              audience={audience(1)}
              href="#r3"
              attachments={[
                { href: '/b/1', name: 'schuur-postma-achterkant.jpg', size: 2_480_000, type: 'image/jpeg' },
                { href: '/b/2', name: 'Plattegrond schuur.pdf', size: 821_000, type: 'application/pdf' },
              ]}
              note="gisteren gebeurd, vandaag opgeschreven"
            >
              <c.Prose text="Bij Postma geweest. Achter de schuur is plaats genoeg, twaalf meter van het huis." />
            </c.TimelineItem>
          </c.TimelineDay>
          <c.TimelineDay day="2026-02-03" now={now}>
            <c.TimelineItem
              id="r2"
              at="2026-02-03T16:40:00+01:00"
              kind={{ word: 'Advies', icon: 'message' }}
              author="Wout Hoekstra"
              organisation="gemeente Wierdijk"
              audience={audience(2)}
              tone="answer"
              href="#r2"
            >
              <c.Prose
                text={
                  'Zichtbare panelen zijn in strijd met de beleidsregel Beeldkwaliteit Dijklint.\nZekerheid: zeker. Niet onderzocht: donkere panelen in één vlak.'
                }
              />
            </c.TimelineItem>
          </c.TimelineDay>
          <c.TimelineDay day="2026-01-20" now={now}>
            <c.TimelineItem
              id="r1"
              at="2026-01-20T10:00:00+01:00"
              kind={{ word: 'Besluit', icon: 'gavel' }}
              author="College van B en W"
              audience={audience(5)}
              tone="decision"
              href="#r1"
            >
              <c.Prose text="Iedereen mag tot 17 februari meedenken over de plek, het uiterlijk en wie er mee kan doen." />
            </c.TimelineItem>
            <c.TimelineItem
              id="r0"
              at="2026-01-20T08:30:00+01:00"
              kind={{ word: 'Notitie', icon: 'note' }}
              author="Samira el Amrani"
              audience={audience(0)}
              tone="withdrawn"
              href="#r0"
            >
              <c.Prose text="Ingetrokken op 21 januari: stond in het verkeerde dossier." />
            </c.TimelineItem>
          </c.TimelineDay>
          <c.TimelineDay day="2026-01-12" now={now}>
            <c.TimelineItem
              id="r-1"
              at="2026-01-12T16:40:00+01:00"
              kind={{ word: 'Gesprek', icon: 'messages' }}
              author="Samira el Amrani"
              organisation="gemeente Wierdijk"
              audience={audience(3)}
              href="#r-1"
            >
              <c.Prose text="Op de dijk, met Marleen. 38 huishoudens, de schuur van Postma als plek voor de batterij, het geld deels rond. Rol van de gemeente: faciliteren." />
            </c.TimelineItem>
          </c.TimelineDay>
        </c.Timeline>
        <c.Pagination older="/dossiers/1?voor=r0" newer="/dossiers/1" />
      </c.Columns>
    </c.PageShell>
  )
}

function Composer({ errors }: { errors?: Record<string, string> }) {
  return (
    <c.Card title="Nieuwe regel">
      <c.Form action="/dossiers/1" keep="entry-1" composer files>
        <c.TextArea name="text" label="Wat is er gebeurd?" rows={2} maxLength={4000} error={errors?.text} required />
        <c.AudienceChoice
          value="1"
          error={errors?.audience}
          options={[
            { ...audience(0), readers: 'alleen jij' },
            { ...audience(1), readers: 'jij, Wout Hoekstra en Bas-Jan Terpstra' },
            { ...audience(2), readers: 'het kernteam, Marleen Bouma en 4 anderen uit 3 organisaties' },
            { ...audience(3), readers: 'iedereen bij gemeente Wierdijk die in dit dossier mag kijken' },
            { ...audience(4), readers: 'de griffie en de raadsleden' },
            { ...audience(5), readers: 'iedereen, ook zonder account' },
          ]}
        />
        <c.Details summary="Foto, bestand of een ander tijdstip">
          <c.Stack>
            <c.FileField
              name="file"
              label="Foto of bestand"
              hint="Hooguit 25 MB per bestand"
              required={false}
              multiple
            />
            <c.DateTimeField name="occurredAt" label="Wanneer was het?" required={false} value="2026-02-05T14:05" />
          </c.Stack>
        </c.Details>
        <c.Actions>
          <c.Button kind="primary">Regel opslaan</c.Button>
        </c.Actions>
      </c.Form>
    </c.Card>
  )
}

function openItem(assets: c.PageAssets): VNode {
  return (
    <c.PageShell
      {...shell(assets, '/dossiers', { title: 'Wie rekent de garantstelling door?' })}
      breadcrumb={
        <c.Breadcrumb
          items={[
            { href: '/dossiers', label: 'Dossiers' },
            { href: '/dossiers/1', label: 'Zon op de Dijk' },
          ]}
        />
      }
    >
      <c.PageHead
        above="Open punt"
        title="Wie rekent de garantstelling door?"
        badges={
          <>
            <c.StateBadge tone="late">10 dagen te laat</c.StateBadge>
            <c.AudienceChip {...audience(2)} />
          </>
        }
      />
      <c.Stack gap="lg">
        <c.Card title="Waar het nu staat">
          <c.Ladder label="De ladder van deze vraag" steps={ladder} now={now} />
        </c.Card>
        <c.Columns
          sideLabel="Gegevens van deze vraag"
          side={
            <c.Card title="De vraag">
              <c.DataList
                look="tight"
                items={[
                  { label: 'Gesteld door', value: <c.Link href="/m/1">Samira el Amrani</c.Link> },
                  { label: 'Gesteld aan', value: 'team Financiën' },
                  { label: 'Gesteld op', value: <c.TimeText at="2026-01-15" show="day" now={now} /> },
                  { label: 'Antwoord uiterlijk', value: <c.TimeText at="2026-01-26" show="day" now={now} /> },
                ]}
              />
              <c.Meter value={14} max={28} label="14 van 28 dagen voorbij" tone="wait" />
            </c.Card>
          }
        >
          <c.Card title="Antwoord geven" tone="wait">
            <c.Form action="/p/1/antwoord" keep="answer-1">
              <c.TextArea name="answer" label="Jouw antwoord" rows={4} required />
              <c.Actions>
                <c.Button kind="primary">Antwoord geven</c.Button>
              </c.Actions>
            </c.Form>
            <c.Actions>
              <c.Confirm label="Met reden weigeren" small>
                <c.Form action="/p/1/weigering">
                  <c.RadioGroup
                    name="reason"
                    label="Waarom kun je niet antwoorden?"
                    options={[
                      { value: 'data', label: 'Er ontbreken gegevens', hint: 'Zeg erbij welke, en wie ze heeft.' },
                      { value: 'load', label: 'Ik heb er de tijd niet voor' },
                      { value: 'mine', label: 'Deze vraag hoort niet bij mij' },
                    ]}
                  />
                  <c.Button>Weigeren</c.Button>
                </c.Form>
              </c.Confirm>
              <c.Confirm label="Vraag intrekken" kind="danger" small>
                <c.Form action="/p/1/intrekking">
                  <c.Paragraph>De vraag blijft te lezen in het journaal, met wie hem introk en waarom.</c.Paragraph>
                  <c.TextInput id="withdraw-why" name="why" label="Waarom trek je de vraag in?" />
                  <c.Button kind="danger">Ja, trek in</c.Button>
                </c.Form>
              </c.Confirm>
            </c.Actions>
          </c.Card>
        </c.Columns>
      </c.Stack>
    </c.PageShell>
  )
}

function today(assets: c.PageAssets): VNode {
  return (
    <c.PageShell {...shell(assets, '/vandaag', { title: 'Vandaag' })}>
      <c.PageHead above={<c.TimeText at={now} show="day" now={now} />} title="Goedemiddag, Samira" />
      <c.Columns
        sideLabel="Nieuw in je dossiers"
        side={
          <c.Card title="Nieuw in je dossiers" aside="sinds gisteren">
            <c.LinkList
              items={[
                { href: '/d/1#r4', title: 'Zon op de Dijk', meta: 'Marleen Bouma stelde een vraag · 10.00 uur' },
                { href: '/d/2', title: 'Haven en dorp', meta: 'Twee nieuwe regels · 9.12 uur' },
                { href: '/d/3', title: 'Leegstand Voorstraat', meta: 'Wethouder gaf informatie vrij · gisteren' },
              ]}
            />
          </c.Card>
        }
      >
        <c.Heading level={2}>Wat wacht op mij</c.Heading>
        <c.LinkList
          label="Wat wacht op mij"
          items={[
            {
              href: '/p/3',
              title: 'Hoeveel huizen staan er leeg in de Voorstraat?',
              meta: 'Leegstand Voorstraat · van Lotte Veenstra, griffie',
              badge: <c.StateBadge tone="late">6 dagen te laat</c.StateBadge>,
              tone: 'late',
              below: (
                <c.Details summary="Antwoord nu">
                  <c.Form action="/p/3/antwoord" keep="answer-3">
                    <c.TextArea name="answer" id="answer-3" label="Jouw antwoord" rows={2} />
                    <c.Actions>
                      <c.Button kind="primary">Antwoord geven</c.Button>
                      <c.LinkButton href="/p/3" kind="subtle">
                        Met reden weigeren
                      </c.LinkButton>
                    </c.Actions>
                  </c.Form>
                </c.Details>
              ),
            },
            {
              href: '/p/4',
              title: 'Wie belt de havenmeester?',
              meta: 'Haven en dorp · van Omar Aziz, stichting Havenwerk',
              badge: <c.StateBadge tone="wait">voor dinsdag 10 februari</c.StateBadge>,
              tone: 'wait',
            },
            {
              href: '/p/5',
              title: 'Lees mee: brief aan de raad over de garantstelling',
              meta: 'Zon op de Dijk · van Bas-Jan Terpstra',
              badge: <c.StateBadge>voor 17 februari</c.StateBadge>,
            },
          ]}
        />
        <c.Heading level={2}>Waar wacht ik op</c.Heading>
        <c.LinkList
          label="Waar wacht ik op"
          items={[
            {
              href: '/p/1',
              title: 'Wie rekent de garantstelling door?',
              meta: 'Zon op de Dijk · bij team Financiën · maandag naar de teammanager',
              badge: <c.StateBadge tone="late">10 dagen te laat</c.StateBadge>,
              tone: 'late',
            },
          ]}
        />
        <c.Heading level={2}>Taken</c.Heading>
        <c.EmptyState icon="checklist" action={<c.LinkButton href="/dossiers">Naar je dossiers</c.LinkButton>}>
          Hier staan de afspraken die jij hebt gemaakt, met hun datum.
        </c.EmptyState>
      </c.Columns>
    </c.PageShell>
  )
}

function form(assets: c.PageAssets): VNode {
  return (
    <c.PageShell
      {...shell(assets, '/dossiers', { title: 'Vraag stellen', narrow: true })}
      breadcrumb={<c.Breadcrumb items={[{ href: '/dossiers/1', label: 'Zon op de Dijk' }]} />}
      primary={null}
    >
      <c.Stack gap="md">
        <c.Heading level={1}>Vraag stellen</c.Heading>
        <c.ErrorSummary
          errors={[
            { name: 'question', message: 'Schrijf je vraag op.' },
            { name: 'addressee', message: 'Kies aan wie je het vraagt.' },
            { name: 'due', message: 'Kies een dag die nog moet komen.' },
          ]}
        />
        <c.Card>
          <c.Form action="/vraag" keep="question-1" fields={{ _act: 'askQuestion', _key: 'k1' }}>
            <c.TextArea
              name="question"
              label="Wat wil je weten?"
              hint="Eén vraag per keer. Zeg erbij waarvoor je het antwoord gebruikt."
              error="Schrijf je vraag op."
              maxLength={500}
              rows={3}
              required
            />
            <c.Picker
              name="addressee"
              label="Aan wie?"
              source="/api/people"
              error="Kies aan wie je het vraagt."
              query="ho"
              options={[
                { value: '3', label: 'Wout Hoekstra', description: 'vakambtenaar ruimte, gemeente Wierdijk' },
                { value: '7', label: 'Anneke Hoving', description: 'jurist, waterschap De Wierde' },
              ]}
              required
            />
            <c.DateField
              name="due"
              label="Antwoord uiterlijk"
              value="2026-02-02"
              error="Kies een dag die nog moet komen."
              required
            />
            <c.Select
              name="weight"
              label="Hoe zwaar is het?"
              value="normal"
              width="medium"
              options={[
                { value: 'light', label: 'Kan wachten' },
                { value: 'normal', label: 'Gewoon' },
                { value: 'heavy', label: 'Houdt het dossier op' },
              ]}
            />
            <c.RadioGroup
              name="channel"
              label="Hoe mag het antwoord komen?"
              inline
              value="here"
              options={[
                { value: 'here', label: 'Hier' },
                { value: 'phone', label: 'Per telefoon' },
              ]}
            />
            <c.TextInput name="reference" label="Zaaknummer" required={false} width="short" />
            <c.AudienceChoice
              value="2"
              options={[
                { ...audience(1), readers: 'jij, Wout Hoekstra en Bas-Jan Terpstra' },
                { ...audience(2), readers: 'het kernteam, Marleen Bouma en 4 anderen uit 3 organisaties' },
                { ...audience(3), readers: 'iedereen bij gemeente Wierdijk die in dit dossier mag kijken' },
              ]}
            />
            <c.CheckboxField name="remind" label="Herinner me een dag van tevoren" checked />
            <c.Actions>
              <c.Button kind="primary">Vraag stellen</c.Button>
              <c.LinkButton href="/dossiers/1" kind="subtle">
                Terug
              </c.LinkButton>
            </c.Actions>
          </c.Form>
        </c.Card>
      </c.Stack>
    </c.PageShell>
  )
}

function organisations(assets: c.PageAssets): VNode {
  return (
    <c.PageShell {...shell(assets, '/organisaties', { title: 'Organisaties' })}>
      <c.PageHead title="Organisaties" lead="Met wie Wierdijk samenwerkt, en waar het wacht." />
      <c.Stack>
        <c.Form action="/organisaties" method="get" inline role="search">
          <c.TextInput name="zoek" label="Zoek een organisatie" type="search" searchKey />
          <c.Button icon="search">Zoek</c.Button>
        </c.Form>
        <c.TabNav
          label="Soorten organisaties"
          items={[
            { href: '/organisaties', label: 'Alle', count: 14, current: true },
            { href: '/organisaties?soort=overheid', label: 'Overheid', count: 5 },
            { href: '/organisaties?soort=samenleving', label: 'Samenleving', count: 9 },
          ]}
        />
        <c.Card>
          <c.Table
            caption="Organisaties en hun dossiers"
            captionHidden
            columns={[
              { key: 'name', label: 'Organisatie', heads: true },
              { key: 'kind', label: 'Soort' },
              { key: 'dossiers', label: 'Dossiers', numeric: true },
              { key: 'late', label: 'Te laat', numeric: true },
              { key: 'since', label: 'Doet mee sinds' },
            ]}
            rows={[
              ['gemeente Wierdijk', 'Gemeente', '31', '4 van 52', '2026-01-12'],
              ['waterschap De Wierde', 'Waterschap', '6', '1 van 9', '2026-03-02'],
              ['coöperatie Zon op de Dijk', 'Coöperatie', '1', '0 van 3', '2026-06-15'],
              ['stichting Havenwerk', 'Stichting', '2', '0 van 4', '2025-09-01'],
            ].map(([name, kind, dossiers, late, since]) => ({
              key: name!,
              cells: {
                name: <c.Link href={`/o/${name}`}>{name}</c.Link>,
                kind,
                dossiers,
                late,
                since: <c.TimeText at={since!} show="date" />,
              },
            }))}
          />
        </c.Card>
        <c.Pagination older="/organisaties?na=4" />
      </c.Stack>
    </c.PageShell>
  )
}

function signIn(assets: c.PageAssets): VNode {
  return (
    <c.PageShell
      {...shell(assets, '', { title: 'Wie ben je?', narrow: true })}
      who={null}
      nav={[]}
      primary={null}
      failed
    >
      <c.Stack gap="md">
        <c.PageHead title="Wie ben je?" lead="Dit is een oefengemeente. Kies met wiens ogen je wilt kijken." />
        <c.Alert kind="warning" title="Alleen om te oefenen">
          <p class="nl-paragraph">Alles wat je hier schrijft, is morgen weer weg.</p>
        </c.Alert>
        <c.Form action="/inloggen">
          <c.Card>
            <c.RadioGroup
              name="person"
              label="Kies iemand"
              value="samira"
              options={[
                { value: 'samira', label: 'Samira el Amrani', hint: 'procesambtenaar, gemeente Wierdijk' },
                { value: 'wout', label: 'Wout Hoekstra', hint: 'vakambtenaar ruimte, gemeente Wierdijk' },
                { value: 'lotte', label: 'Lotte Veenstra', hint: 'griffier van de raad' },
                { value: 'marleen', label: 'Marleen Bouma', hint: 'voorzitter coöperatie Zon op de Dijk' },
              ]}
            />
            <c.Actions>
              <c.Button kind="primary" icon="login-2">
                Inloggen
              </c.Button>
            </c.Actions>
          </c.Card>
        </c.Form>
        <c.Form action="/inloggen">
          <c.Card title="Met e-mail">
            <c.TextInput name="email" type="email" label="E-mailadres van je werk" autoComplete="email" />
            <c.TextInput
              name="code"
              label="Code"
              hint="Zes cijfers uit je app"
              inputMode="numeric"
              autoComplete="one-time-code"
              width="short"
            />
            <c.Button>Verder</c.Button>
          </c.Card>
        </c.Form>
      </c.Stack>
    </c.PageShell>
  )
}

function parts(assets: c.PageAssets): VNode {
  return (
    <c.PageShell
      {...shell(assets, '/zoeken', { title: 'Parts', t: en })}
      theme={{ name: 'Gemeente Wierdijk', stylesheet: null, logo: null }}
      keys
      messages={[
        { kind: 'error', text: 'Not saved: the line was lost. Your words are still here.' },
        { kind: 'info', title: 'New', text: 'Search now also looks in attachments.' },
      ]}
    >
      <c.Stack gap="lg">
        <c.Heading level={1}>All the parts</c.Heading>
        <c.Row>
          {words.map((word, level) => (
            <c.AudienceChip key={word} level={level as c.AudienceLevel} word={word} />
          ))}
        </c.Row>
        <c.Row>
          {(['neutral', 'active', 'wait', 'late', 'done', 'closed'] as const).map((tone) => (
            <c.StateBadge key={tone} tone={tone}>
              {tone}
            </c.StateBadge>
          ))}
        </c.Row>
        <c.Row>
          {(['primary', 'secondary', 'subtle', 'danger'] as const).map((kind) => (
            <c.Button key={kind} kind={kind} type="button">
              {kind}
            </c.Button>
          ))}
          <c.Button small type="button" icon="pencil">
            small
          </c.Button>
          <c.LinkButton href="#x" kind="primary" icon="download" download>
            link
          </c.LinkButton>
        </c.Row>
        <c.Alert kind="ok">
          <p class="nl-paragraph">Saved.</p>
        </c.Alert>
        <c.Grid>
          {(['wait', 'late', 'done'] as const).map((tone) => (
            <c.Card key={tone} title={`Card ${tone}`} tone={tone} href="#card" aside="3 items">
              <c.Paragraph>With a sentence in it.</c.Paragraph>
            </c.Card>
          ))}
        </c.Grid>
        <c.Card title="Facts">
          <c.DataList
            items={[
              { label: 'Purpose', value: 'Power from the dike', action: <c.Link href="#change">Change</c.Link> },
              { label: 'Opened', value: <c.TimeText at="2025-01-12T16:40:00+01:00" now={now} /> },
            ]}
          />
        </c.Card>
        <c.Fieldset legend="Period" id="period" level={2}>
          <c.Row>
            <c.DateField name="from" label="From" />
            <c.DateTimeField name="until" label="Until" />
          </c.Row>
        </c.Fieldset>
        <c.Picker name="person" label="Person" source="/api/people" options={[]} />
        <c.Ladder
          label="Ladder"
          steps={ladder.map((step, at) => (at === 1 ? { ...step, state: 'skipped' } : step))}
          now={now}
        />
        <c.Details summary="More" open>
          <c.Paragraph soft small>
            Small and soft.
          </c.Paragraph>
          <c.Link href="#icon" icon="external-link">
            With an icon
          </c.Link>
        </c.Details>
        <c.Meter value={4} max={10} label="4 of 10" />
      </c.Stack>
    </c.PageShell>
  )
}

/** Every page of the gallery under its address. */
export const gallery: Record<string, (assets: c.PageAssets) => VNode> = {
  dossier,
  'open-item': openItem,
  today,
  form,
  organisations,
  'sign-in': signIn,
  parts,
}
