-- under which key the marks in a text were made that stand in place of its secrets; none if it is as the device showed it
ALTER TABLE ${prefix}backup ADD COLUMN masked_with VARCHAR(255);
