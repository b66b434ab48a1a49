import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Button } from '../../part/button.tsx';
import form from '../../part/form.module.css';
import { useView } from './chooser.tsx';
import style from './data.module.css';
import { statusFieldOf } from './field.ts';
import { isUsual, sorted } from './order.ts';
import type { View } from './view.ts';

const useWords = ({ order, instrument }: View): string => {
  const { say } = useSpeech();
  const { field: name, isDescending } = order;
  if (name === null) return say(isDescending ? texts.data.orderReversed : texts.data.order);
  const field = instrument.fields.find(({ fieldName }) => fieldName === name);
  const label = name === statusFieldOf(instrument) ? say(texts.data.formStatus) : field?.fieldLabel;
  return say(isDescending ? texts.data.orderDown : texts.data.orderUp, { column: label || name });
};

/** Says in which order the rows stand, also to who cannot see it, and leads back to the usual one. It stays while rows come. */
export const OrderNote = ({ view }: { readonly view: View }): ReactNode => {
  const { say } = useSpeech();
  const show = useView();
  const words = useWords(view);
  return (
    <div className={style['order']}>
      <p role="status" className={form['help']}>
        {words}
      </p>
      {isUsual(view.order) ? null : (
        <Button weight="quiet" onPress={() => show((search) => sorted(search, null, 'none'))}>
          {say(texts.data.usualOrder)}
        </Button>
      )}
    </div>
  );
};
