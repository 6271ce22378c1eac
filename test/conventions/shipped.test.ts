// `npm test` runs these tests on the modules as they are compiled for the package.
import { expect, it } from 'vitest';
import { DeskError } from '../../db/errors.ts';

it.runIf(process.env.DESK_TEST_BUILT === '1')('tests the minified code: names of classes are not those of the source', () => {
  expect(new DeskError('cancelled').constructor.name).not.toBe('DeskError');
  expect(new DeskError('cancelled').name).toBe('DeskError');
});
