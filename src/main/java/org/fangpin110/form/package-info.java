/**
 * The forms a case's steps are done with: described as JSON schemas, checked, versioned, kept sealed and append-only, printed.
 * May not know the workflow or who may take a step. Start reading at {@link org.fangpin110.form.FormCatalogue} and {@link
 * org.fangpin110.form.CaseForms}.
 */
package org.fangpin110.form;
