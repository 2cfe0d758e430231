// What looks like a word of the work and stays as it is, and why. A new case is added here on purpose, or not at all.
import type { Language } from './concepts.ts'

/**
 * Compounds and other words that hold a word of the work. A pack does not reach into a word: nobody can glue «zaakmap»
 * and «-pagina» together and know that it is Dutch. A compound that towns call otherwise becomes a concept of its own.
 */
export const DELIBERATE: Readonly<Record<Language, ReadonlySet<string>>> = {
  nl: new Set([
    // Names of kinds of organisations and rules, as the law and the registers have them.
    ...[
      'adviescollege',
      'cliëntenraad',
      'organisatiecode',
      'overheidsorganisaties',
      'beleidsregel',
      'raadsinformatiesysteem',
    ],
    // Fixed words of the meeting model of councils, and of participation.
    ...['besluitvormend', 'besluitstuk', 'raadplegen', 'raadpleging', 'geraadpleegd', 'spelregels'],
    // Other words altogether.
    ...[
      'regelen',
      'regelt',
      'regeling',
      'gemeentehuis',
      'oefengemeente',
      'vakgebied',
      'vakgebieden',
      'wijkraad',
      'intergemeentelijke',
    ],
    // Names of files.
    ...['organisatie-in-cijfers', 'sjabloon-dossiers', 'sjabloon-leidinggevenden'],
    // Compounds that explain themselves whatever the parts are called.
    ...['dossiernummer', 'dossiertitel', 'opgaveregisseur', 'functienaam', 'functietype'],
    ...['eindevaluatie', 'evaluatievragen', 'overdrachtspagina'],
  ]),
  en: new Set(['promised', 'organisation-in-numbers', 'template-dossiers', 'template-managers']),
}

/** Where a word of the work means something else: the same letters, another thing. By language, and in one room only. */
export const OTHERWISE_MEANT: readonly {
  readonly language: Language
  readonly room?: string
  readonly words: RegExp
}[] = [
  // In the register of frames a «regel» is a rule.
  { language: 'nl', room: 'kaders', words: /\bregels?\b/gi },
  { language: 'nl', words: /wij stellen de regel\b/gi },
  // A line on the screen.
  { language: 'nl', words: /\bper regel\b|\beigen regel\b|begin elke regel|op elke regel/gi },
  { language: 'en', words: /\bper line\b|\bown line\b|\beach line\b|\bevery line\b|\bone line\b|on a line\b/gi },
  // A piece of a name.
  { language: 'nl', words: /\bstuk van de naam/gi },
  // To decide, to promise: what somebody does.
  { language: 'nl', words: /besluit samen|wie besluit\b|besluit eerst/gi },
  { language: 'en', words: /^ promises |promises (?:it|something)|(?:who|what .*) promises/gi },
]
