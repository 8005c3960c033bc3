/** The definition each document is compared with, by its file in the folder of official definitions. */
export const officialDefinitions: Readonly<Record<string, string>> = {
  'tmf657-v4': 'TMF657-v4.0.0.swagger.json',
  'tmf657-v2': 'TMF657-v2.0.1-R18.swagger.json',
  'tmf657-legacy': 'TMF657-v2.0.0.swagger.json',
  'tmf623-v2': 'TMF623-v2.0.swagger.json',
};

/** Where the official definitions lie, seen from the root of the project; they are no part of it. */
export const officialFolder = '../shared/standards';
