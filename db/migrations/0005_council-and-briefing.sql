CREATE TABLE `checklistTemplate` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`visitKind` text,
	`area` text,
	`text` text,
	`owner` text,
	`hoursBefore` integer,
	`order` integer
) STRICT;
--> statement-breakpoint
CREATE TABLE `textBlock` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`name` text,
	`language` text,
	`partner` text,
	`part` text,
	`text` text,
	`asOf` text,
	`source` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `textBlock_partner` ON `textBlock` (`partner`);--> statement-breakpoint
ALTER TABLE `briefingSection` ADD `part` text;--> statement-breakpoint
ALTER TABLE `briefingSection` ADD `generated` text;--> statement-breakpoint
ALTER TABLE `programmeItem` ADD `kind` text;--> statement-breakpoint
ALTER TABLE `sheet` ADD `remindedOn` text;--> statement-breakpoint
ALTER TABLE `sheet` ADD `returnedOn` text;--> statement-breakpoint
ALTER TABLE `sheet` ADD `returnedHash` text;--> statement-breakpoint
ALTER TABLE `sheetRow` ADD `accepted` text;--> statement-breakpoint
ALTER TABLE `tripStop` ADD `utcOffset` integer;--> statement-breakpoint
ALTER TABLE `visitGuest` ADD `side` text;--> statement-breakpoint
ALTER TABLE `visitGuest` ADD `interprets` integer;--> statement-breakpoint
ALTER TABLE `visitGuest` ADD `seat` integer;--> statement-breakpoint
ALTER TABLE `visitGuest` ADD `seatBy` text;--> statement-breakpoint
ALTER TABLE `visitGuest` ADD `seatOn` text;