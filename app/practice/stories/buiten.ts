// Work outside the town hall: a monitor that anybody may read, and dossiers of which another organisation answers.
import type { Story } from '../story.ts'
import { monitorTable } from './pictures.ts'

export const monitor: Story = {
  key: 'monitor',
  kind: 'service',
  title: 'Monitor Dijklint',
  reason: 'De raad wil weten of de regel voor het beeld van de dijk werkt. Dat kun je tellen, met een zwak punt.',
  owner: 'wout',
  deputy: 'ilse',
  ceiling: 'public',
  purpose: 'Ieder jaar dezelfde telling, met de methode erbij.',
  residentEffect: 'Wie aan de dijk woont, kan zien waarop de gemeente haar regels baseert.',
  opened: '18 nov 09.00',
  then: [
    {
      on: '18 nov 16.30',
      by: 'wout',
      writes:
        'Geteld vanaf de weg, te voet, op {17 nov}. Van de 164 panden waren er 158 te zien. Bij 31 is iets op het dak zichtbaar. Wat aan de achterkant ligt, tel ik niet.',
      for: 'public',
      occurred: '17 nov 10.00',
      files: [monitorTable],
    },
    {
      on: '25 nov 11.00',
      by: 'ilse',
      writes:
        'De stijging van 24 naar 31 komt deels doordat je dit jaar meer panden kon zien (158 in plaats van 152). Zet dat erbij, anders leest men groei.',
      for: 'organisation',
    },
    {
      on: '26 nov 13.45',
      by: 'wout',
      writes: 'Van 24 op 152 naar 31 op 158 panden. Een deel van de stijging komt doordat meer panden te zien waren.',
      for: 'public',
    },
    {
      on: '13 jan 09.15',
      by: 'wout',
      asks: 'ilse',
      kind: 'contribution',
      question: 'Wil jij mijn methode nalezen voordat de raad haar krijgt? Het zijn twee bladzijden.',
      due: '27 jan',
      for: 'organisation',
      as: 'methode',
    },
  ],
}

export const pomphuis: Story = {
  key: 'pomphuis',
  kind: 'opgave',
  title: 'Pomphuis Oosterkoog',
  reason: 'Het pomphuis moet worden vervangen vóór het stormseizoen. De enige weg ernaartoe gaat door het dorp.',
  organisation: 'dewierde',
  owner: 'arend',
  deputy: 'tjitske',
  ceiling: 'organisation',
  purpose: 'Droge voeten, met zo min mogelijk vrachtwagens langs de school.',
  residentEffect: 'Acht weken hinder in het dorp; daarna minder kans op water in de kelder.',
  opened: '2 dec 08.30',
  then: [
    {
      on: '2 dec 08.40',
      by: 'arend',
      involves: 'samira',
      role: 'partner',
      mandate: 'Contactpersoon van gemeente Wierdijk.',
    },
    {
      on: '2 dec 16.00',
      by: 'arend',
      writes: 'De oude pomp haalt 60 procent van wat in de vergunning staat, gemeten op drie natte dagen.',
      for: 'involved',
    },
    {
      on: '9 dec 15.30',
      by: 'samira',
      writes:
        'Het dorp is het niet eens met de route. De school wil geen vrachtverkeer tussen acht en negen, de aannemer wil juist vroeg beginnen.',
      for: 'involved',
    },
    {
      on: '12 jan 11.20',
      by: 'arend',
      asks: 'samira',
      kind: 'question',
      question: 'Kan de gemeente de Molenweg afsluiten van {16 feb} tot en met {19 feb}?',
      due: '21 jan',
      for: 'involved',
      as: 'molenweg',
    },
    {
      on: '13 jan 14.40',
      by: 'samira',
      asks: 'tjitske',
      kind: 'question',
      question: 'Mag de aannemer om half zeven beginnen in plaats van acht uur? Dan is hij klaar als de school begint.',
      due: '27 jan',
      for: 'involved',
      as: 'aannemer',
    },
  ],
}

export const armoede: Story = {
  key: 'armoede',
  kind: 'opgave',
  title: 'Monitor armoede Lindemeer',
  reason: 'Lindemeer telt armoede anders dan Wierdijk. Wie verhuist, verandert van cijfer.',
  organisation: 'lindemeer',
  owner: 'sanne',
  deputy: 'smeets',
  ceiling: 'organisation',
  purpose: 'Twee gemeenten tellen hetzelfde.',
  opened: '11 dec 10.00',
  then: [
    { on: '11 dec 10.05', by: 'sanne', involves: 'ilse', role: 'adviser', mandate: 'Denkt mee over de methode.' },
    {
      on: '16 dec 16.10',
      by: 'smeets',
      writes:
        'Gegevens uit twee gemeenten bij elkaar leggen mag alleen geteld, niet op naam. Onder de tien tonen wij niets.',
      for: 'involved',
    },
    {
      on: '14 jan 09.50',
      by: 'sanne',
      asks: 'ilse',
      kind: 'advice',
      question: 'Tellen wij mensen of huishoudens? Onze wethouder wil het hoogste getal, ik wil het juiste.',
      due: '28 jan',
      for: 'involved',
      as: 'tellen',
      hours: 3,
    },
  ],
}
