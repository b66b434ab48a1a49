import type { Text } from './message.ts';

/**
 * Every word of the workbench, in every language: first what all pages share, then one section a page. To correct a translation,
 * change it here. A test holds the languages to the same values in braces.
 */
export const texts = {
  frame: {
    brand: { en: 'REDCap GraphQL', fr: 'REDCap GraphQL', de: 'REDCap GraphQL' },
    skip: { en: 'Skip to the content', fr: 'Aller au contenu', de: 'Zum Inhalt springen' },
    project: { en: 'Project', fr: 'Projet', de: 'Projekt' },
    chooseProject: { en: 'Choose a project', fr: 'Choisir un projet', de: 'Projekt wählen' },
    pages: { en: 'Pages of the project', fr: 'Pages du projet', de: 'Seiten des Projekts' },
    language: { en: 'Language', fr: 'Langue', de: 'Sprache' },
    theme: { en: 'Appearance', fr: 'Apparence', de: 'Darstellung' },
    settings: { en: 'Language and appearance', fr: 'Langue et apparence', de: 'Sprache und Darstellung' },
    signOut: { en: 'Sign out', fr: 'Se déconnecter', de: 'Abmelden' },
    graphiql: { en: 'GraphiQL', fr: 'GraphiQL', de: 'GraphiQL' },
    notFound: { en: 'There is no such page', fr: 'Cette page n’existe pas', de: 'Diese Seite gibt es nicht' },
    notFoundText: {
      en: 'The address may be of another version of the workbench, or was copied in part.',
      fr: 'L’adresse vient peut-être d’une autre version, ou n’a été copiée qu’en partie.',
      de: 'Die Adresse stammt vielleicht von einer anderen Version oder wurde nur zum Teil kopiert.',
    },
    toProjects: { en: 'To the projects', fr: 'Vers les projets', de: 'Zu den Projekten' },
    broken: { en: 'This page failed', fr: 'Cette page a échoué', de: 'Diese Seite ist abgebrochen' },
  },
  languages: {
    en: { en: 'English', fr: 'English', de: 'English' },
    fr: { en: 'Français', fr: 'Français', de: 'Français' },
    de: { en: 'Deutsch', fr: 'Deutsch', de: 'Deutsch' },
  },
  themes: {
    system: { en: 'As the system', fr: 'Comme le système', de: 'Wie das System' },
    light: { en: 'Light', fr: 'Clair', de: 'Hell' },
    dark: { en: 'Dark', fr: 'Sombre', de: 'Dunkel' },
  },
  progress: {
    loading: { en: 'Loading', fr: 'Chargement', de: 'Wird geladen' },
    of: { en: 'Loading: {what}', fr: 'Chargement : {what}', de: 'Wird geladen: {what}' },
    stop: { en: 'Stop', fr: 'Arrêter', de: 'Abbrechen' },
    stopped: { en: 'You have stopped it.', fr: 'Vous l’avez arrêté.', de: 'Sie haben es abgebrochen.' },
    again: { en: 'Try again', fr: 'Réessayer', de: 'Noch einmal versuchen' },
  },
  fault: {
    title: { en: 'This did not work', fr: 'Cela n’a pas marché', de: 'Das hat nicht geklappt' },
    part: { en: 'A part is missing', fr: 'Une partie manque', de: 'Ein Teil fehlt' },
    code: { en: 'Code', fr: 'Code', de: 'Code' },
    requestId: { en: 'Request', fr: 'Requête', de: 'Anfrage' },
  },
  /** What to do about a fault, by its code. The gateway's own words stand beside it. */
  remedy: {
    NETWORK: {
      en: 'The gateway did not answer. Look at your network, then try again.',
      fr: 'La passerelle n’a pas répondu. Vérifiez votre réseau, puis réessayez.',
      de: 'Das Gateway hat nicht geantwortet. Prüfen Sie Ihr Netz und versuchen Sie es noch einmal.',
    },
    UNAUTHENTICATED: {
      en: 'Ask the operator of the gateway for a valid credential.',
      fr: 'Demandez un accès valable à l’exploitant de la passerelle.',
      de: 'Lassen Sie sich vom Betreiber des Gateways einen gültigen Zugang geben.',
    },
    FORBIDDEN: {
      en: 'Your credential or your REDCap user lacks the right for it. Ask who manages the project.',
      fr: 'Votre accès ou votre compte REDCap n’en a pas le droit. Demandez au responsable du projet.',
      de: 'Ihrem Zugang oder Ihrem REDCap-Konto fehlt das Recht dazu. Fragen Sie, wer das Projekt verwaltet.',
    },
    REDCAP_UNAVAILABLE: {
      en: 'REDCap does not answer at the moment. Try again in some minutes.',
      fr: 'REDCap ne répond pas en ce moment. Réessayez dans quelques minutes.',
      de: 'REDCap antwortet gerade nicht. Versuchen Sie es in einigen Minuten noch einmal.',
    },
    OVERLOADED: {
      en: 'The gateway has too much to do. Try again in a minute.',
      fr: 'La passerelle est surchargée. Réessayez dans une minute.',
      de: 'Das Gateway ist überlastet. Versuchen Sie es in einer Minute noch einmal.',
    },
    OTHER: {
      en: 'Try again. If it stays, give the code and the request to the operator of the gateway.',
      fr: 'Réessayez. Si cela persiste, donnez le code et la requête à l’exploitant de la passerelle.',
      de: 'Versuchen Sie es noch einmal. Bleibt es dabei, nennen Sie dem Betreiber des Gateways Code und Anfrage.',
    },
  },
  signIn: {
    title: { en: 'Sign in', fr: 'Connexion', de: 'Anmelden' },
    intro: {
      en: 'The credential stays in the memory of this tab. A reload or closing the tab forgets it.',
      fr: 'L’accès reste dans la mémoire de cet onglet. Recharger ou fermer l’onglet l’oublie.',
      de: 'Der Zugang bleibt im Speicher dieses Tabs. Neu laden oder Schliessen vergisst ihn.',
    },
    kind: { en: 'Sign in by', fr: 'Se connecter avec', de: 'Anmelden mit' },
    apiKey: { en: 'API key', fr: 'Clé d’API', de: 'API-Schlüssel' },
    apiKeyHelp: {
      en: 'The operator of the gateway gives it to you.',
      fr: 'L’exploitant de la passerelle vous la donne.',
      de: 'Der Betreiber des Gateways gibt ihn Ihnen.',
    },
    accessToken: { en: 'Access token', fr: 'Jeton d’accès', de: 'Zugriffstoken' },
    accessTokenHelp: {
      en: 'From the sign-in of your institution.',
      fr: 'De la connexion de votre établissement.',
      de: 'Von der Anmeldung Ihrer Einrichtung.',
    },
    redcapToken: { en: 'REDCap API token', fr: 'Jeton d’API REDCap', de: 'REDCap-API-Token' },
    redcapTokenHelp: {
      en: '32 characters, from the API page of your REDCap project.',
      fr: '32 caractères, de la page API de votre projet REDCap.',
      de: '32 Zeichen, von der API-Seite Ihres REDCap-Projekts.',
    },
    submit: { en: 'Sign in', fr: 'Se connecter', de: 'Anmelden' },
    checking: { en: 'Checking', fr: 'Vérification', de: 'Wird geprüft' },
    refused: {
      en: 'The gateway does not accept this credential. It may have been mistyped, have ended or been withdrawn.',
      fr: 'La passerelle n’accepte pas cet accès. Il est peut-être mal saisi, expiré ou retiré.',
      de: 'Das Gateway nimmt diesen Zugang nicht an. Vielleicht ist er vertippt, abgelaufen oder entzogen.',
    },
    ended: {
      en: 'The gateway no longer accepts your credential. Sign in again: your place on the page is kept.',
      fr: 'La passerelle n’accepte plus votre accès. Reconnectez-vous : votre page est conservée.',
      de: 'Das Gateway nimmt Ihren Zugang nicht mehr an. Melden Sie sich wieder an: Ihre Seite bleibt.',
    },
    left: { en: 'You have signed out.', fr: 'Vous êtes déconnecté.', de: 'Sie sind abgemeldet.' },
  },
  projects: {
    title: { en: 'Projects', fr: 'Projets', de: 'Projekte' },
    what: { en: 'the projects', fr: 'les projets', de: 'die Projekte' },
    empty: {
      en: 'No project is open to you',
      fr: 'Aucun projet ne vous est ouvert',
      de: 'Ihnen steht kein Projekt offen',
    },
    emptyText: {
      en: 'Your credential is accepted, but it opens no project. Ask the operator of the gateway.',
      fr: 'Votre accès est accepté mais n’ouvre aucun projet. Demandez à l’exploitant de la passerelle.',
      de: 'Ihr Zugang ist gültig, öffnet aber kein Projekt. Fragen Sie den Betreiber des Gateways.',
    },
    production: { en: 'Production', fr: 'Production', de: 'Produktion' },
    notProduction: { en: 'Not in production', fr: 'Pas en production', de: 'Nicht in Produktion' },
    longitudinal: { en: 'Longitudinal', fr: 'Longitudinal', de: 'Longitudinal' },
    classic: { en: 'Classic', fr: 'Classique', de: 'Klassisch' },
    repeating: { en: 'Repeating data', fr: 'Données répétées', de: 'Wiederholte Daten' },
    version: { en: 'REDCap {version}', fr: 'REDCap {version}', de: 'REDCap {version}' },
    records: {
      en: { one: '{count} record', other: '{count} records' },
      fr: { one: '{count} enregistrement', other: '{count} enregistrements' },
      de: { one: '{count} Datensatz', other: '{count} Datensätze' },
    },
    open: { en: 'Open {project}', fr: 'Ouvrir {project}', de: '{project} öffnen' },
    may: { en: 'What you may do here', fr: 'Ce que vous pouvez faire ici', de: 'Was Sie hier dürfen' },
    mayCount: {
      en: '{allowed} of {total} API methods',
      fr: '{allowed} méthodes d’API sur {total}',
      de: '{allowed} von {total} API-Methoden',
    },
    method: { en: 'API method', fr: 'Méthode d’API', de: 'API-Methode' },
    answer: { en: 'Allowed', fr: 'Permis', de: 'Erlaubt' },
    why: { en: 'Why', fr: 'Pourquoi', de: 'Warum' },
    yes: { en: 'Yes', fr: 'Oui', de: 'Ja' },
    no: { en: 'No', fr: 'Non', de: 'Nein' },
    unknown: { en: 'Not known', fr: 'Inconnu', de: 'Nicht bekannt' },
    missingRight: { en: 'Missing right: {right}', fr: 'Droit manquant : {right}', de: 'Fehlendes Recht: {right}' },
  },
  map: {
    title: { en: 'Study map', fr: 'Plan de l’étude', de: 'Studienplan' },
    what: { en: 'the study map', fr: 'le plan de l’étude', de: 'der Studienplan' },
    intro: {
      en: 'Which instruments are filled in at which event.',
      fr: 'Quels instruments sont remplis à quel événement.',
      de: 'Welche Instrumente bei welchem Ereignis ausgefüllt werden.',
    },
    arm: { en: 'Arm {number}: {name}', fr: 'Bras {number} : {name}', de: 'Arm {number}: {name}' },
    instrument: { en: 'Instrument', fr: 'Instrument', de: 'Instrument' },
    repeatingEvent: { en: 'the event repeats', fr: 'l’événement se répète', de: 'das Ereignis wiederholt sich' },
    repeating: { en: 'repeats', fr: 'se répète', de: 'wiederholt sich' },
    designated: { en: 'designated', fr: 'prévu', de: 'vorgesehen' },
    fields: {
      en: { one: '{count} field', other: '{count} fields' },
      fr: { one: '{count} champ', other: '{count} champs' },
      de: { one: '{count} Feld', other: '{count} Felder' },
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Text>>>>;
